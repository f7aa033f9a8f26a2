import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NumberUnit, ReportData, WidgetFormat, WidgetOptions } from '@/api/reports';
import { groupLabel } from '@/widgets/cells';
import { groupsOf } from '@/widgets/model';
import type { QueryType } from '@/widgets/registry';
import { useChartTheme } from '@/widgets/use-chart-theme';
import { useWords } from '@/widgets/use-words';
import { CreateSetting } from './create-setting';
import { groupCount, type Draft } from './draft';
import { FewSetting } from './few-setting';
import { LookRow } from './look-row';

const formats: WidgetFormat[] = ['money', 'count', 'percent', 'days'];
const units: NumberUnit[] = ['auto', 'full', 'thousand', 'million', 'wan', 'yi'];
const stacks = ['stacked', 'grouped', 'percent'] as const;
const directions = ['up', 'down', 'none'] as const;

type Props = {
  draft: Draft;
  kind: QueryType;
  options: WidgetOptions;
  data: ReportData | undefined;
  nameOf: (id: string) => string;
  onDraft: (draft: Draft) => void;
  onOptions: (options: WidgetOptions) => void;
};

/** How the answer looks: order, how many, units, colours. Only what this kind can show. */
export function Look({ draft, kind, options, data, nameOf, onDraft, onOptions }: Props) {
  const { t } = useTranslation();
  const set = (change: Partial<WidgetOptions>) => {
    const next: Record<string, unknown> = { ...options, ...change };
    for (const key of Object.keys(next)) if (next[key] === undefined || next[key] === null) delete next[key];
    onOptions(next as WidgetOptions);
  };
  const groups = groupCount(draft);
  const isGrouped = groups > 0 && !draft.records;
  const isBars = kind === 'bar' || kind === 'column' || kind === 'area';
  // Of a table with two groups nothing can be taken together: a group has no one place in it.
  const canTop = isGrouped && !draft.time && draft.show.length > 0 && kind !== 'pivot' && groups <= (kind === 'table' ? 1 : 2);
  // Where the rest is told as others, the top is all that there is; a funnel has one by itself.
  const canLimit = isGrouped && !options.top && kind !== 'funnel';
  const sortable = draft.records ?? [...draft.show, ...draft.by, ...(draft.time ? [draft.time] : [])].map((item) => item.id);
  return (
    <section className="look" aria-label={t('builder.look')}>
      <h3>{t('builder.look')}</h3>
      {(isGrouped || draft.records) && (
        <LookRow label={t('builder.sort')}>
          {(id) => (
            <Select
              id={id}
              value={draft.sort ? `${draft.sort.id} ${draft.sort.dir}` : ''}
              options={[
                { value: '', label: t('builder.sortItself') },
                ...sortable.flatMap((item) =>
                  (['desc', 'asc'] as const).map((dir) => ({
                    value: `${item} ${dir}`,
                    label: t(`builder.sort.${dir}`, { name: nameOf(item) }),
                  })),
                ),
              ]}
              onChange={(chosen: string) => {
                const [sortId = '', dir] = chosen.split(' ');
                onDraft({ ...draft, sort: chosen ? { id: sortId, dir: dir === 'asc' ? 'asc' : 'desc' } : undefined });
              }}
            />
          )}
        </LookRow>
      )}
      {canTop && (
        <LookRow label={t('builder.top')} hint={options.top ? t('builder.topHint') : undefined}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={50}
              precision={0}
              placeholder={t('dashboards.any')}
              value={options.top ?? null}
              onChange={(top) => set({ top: top ?? undefined })}
            />
          )}
        </LookRow>
      )}
      {(draft.records || canLimit) && (
        <LookRow
          label={t(draft.records ? 'builder.limit' : 'builder.limitGroups')}
          hint={draft.records ? undefined : t('builder.limitHint')}
        >
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={1000}
              precision={0}
              placeholder={t('dashboards.any')}
              value={draft.limit ?? (draft.records ? 100 : null)}
              onChange={(limit) => onDraft({ ...draft, limit: limit ?? undefined })}
            />
          )}
        </LookRow>
      )}
      {!draft.records && (
        <>
          <LookRow label={t('builder.numbers')}>
            {(id) => (
              <Select
                id={id}
                value={options.numbers ?? 'auto'}
                options={units.map((item) => ({ value: item, label: t(`builder.numbers.${item}`) }))}
                onChange={(numbers: NumberUnit) => set({ numbers: numbers === 'auto' ? undefined : numbers })}
              />
            )}
          </LookRow>
          <LookRow label={t('builder.digits')}>
            {(id) => (
              <InputNumber
                id={id}
                min={0}
                max={4}
                precision={0}
                placeholder={t('builder.sortItself')}
                value={options.digits ?? null}
                onChange={(digits) => set({ digits: digits ?? undefined })}
              />
            )}
          </LookRow>
          <LookRow
            label={t('builder.format')}
            hint={options.format && draft.show.length > 1 ? t('builder.formatHint') : undefined}
          >
            {(id) => (
              <Select
                id={id}
                allowClear
                placeholder={t('builder.formatItself')}
                value={options.format}
                options={formats.map((item) => ({ value: item, label: t(`builder.format.${item}`) }))}
                onChange={(format: WidgetFormat | undefined) => set({ format })}
              />
            )}
          </LookRow>
        </>
      )}
      {isBars && (groups > 1 || draft.show.length > 1) && (
        <LookRow label={t('builder.stack')}>
          {(id) => (
            <Select
              id={id}
              value={options.stack ?? (groups > 1 ? 'stacked' : 'grouped')}
              options={stacks.map((item) => ({ value: item, label: t(`builder.stack.${item}`) }))}
              onChange={(stack: WidgetOptions['stack']) => set({ stack })}
            />
          )}
        </LookRow>
      )}
      {!draft.records && draft.show.length > (isGrouped ? 0 : 1) && kind !== 'pivot' && (
        <FewSetting few={options.few} measures={draft.show} nameOf={nameOf} onChange={(few) => set({ few })} />
      )}
      {draft.records && <CreateSetting source={draft.source} create={options.create} onChange={(create) => set({ create })} />}
      {kind === 'gauge' && (
        <LookRow label={t('builder.target')}>
          {(id) => (
            <InputNumber id={id} value={options.target ?? null} onChange={(target) => set({ target: target ?? undefined })} />
          )}
        </LookRow>
      )}
      {(kind === 'number' || kind === 'gauge') && draft.period?.compare && (
        <LookRow label={t('builder.good')}>
          {(id) => (
            <Select
              id={id}
              value={options.good ?? 'up'}
              options={directions.map((item) => ({ value: item, label: t(`builder.good.${item}`) }))}
              onChange={(good: WidgetOptions['good']) => set({ good })}
            />
          )}
        </LookRow>
      )}
      {data && isGrouped && kind !== 'table' && kind !== 'pivot' && (
        <Colours data={data} colors={options.colors ?? {}} onChange={(colors) => set({ colors })} />
      )}
    </section>
  );
}

type ColourProps = {
  data: ReportData;
  colors: Record<string, string>;
  onChange: (colors: Record<string, string> | undefined) => void;
};
const coloured = 12;

/** A place in the palette for a value: the palette is told apart on light and dark, and by colour-blind eyes. */
function Colours({ data, colors, onChange }: ColourProps) {
  const { t } = useTranslation();
  const words = useWords();
  const theme = useChartTheme();
  const groups = groupsOf(data);
  const column =
    groups.find((item) => !item.granularity && groups.length > 1 && item !== groups[0]) ??
    groups.find((item) => !item.granularity);
  if (!column) return null;
  const at = data.columns.indexOf(column);
  const all = [...new Set(data.rows.map((row) => row[at]))].filter((value) => value !== null && typeof value !== 'object');
  const values = all.slice(0, coloured);
  return (
    <details className="colours" open={Object.keys(colors).length > 0}>
      <summary>{t('builder.colours')}</summary>
      {values.map((value) => {
        const key = String(value);
        const name = groupLabel(value, column, words);
        return (
          <div key={key} className="colour-row">
            <span>{name}</span>
            <span role="radiogroup" aria-label={t('builder.colourOf', { name })}>
              {['', '1', '2', '3', '4', '5', '6'].map((place) => (
                <button
                  key={place}
                  type="button"
                  role="radio"
                  aria-checked={(colors[key] ?? '') === place}
                  aria-label={place ? t('builder.colour', { place }) : t('builder.colourItself')}
                  className={place ? 'swatch' : 'swatch none'}
                  style={place ? { background: theme.series[Number(place) - 1] } : undefined}
                  onClick={() => {
                    const rest = Object.fromEntries(Object.entries(colors).filter(([other]) => other !== key));
                    const next = place ? { ...rest, [key]: place } : rest;
                    onChange(Object.keys(next).length > 0 ? next : undefined);
                  }}
                />
              ))}
            </span>
          </div>
        );
      })}
      {all.length > coloured && <p className="well-hint">{t('builder.coloursCut', { shown: coloured, all: all.length })}</p>}
    </details>
  );
}
