import { Button, Drawer, Input, Select } from 'antd';
import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dashboard, DashboardFilter } from '@/api/reports';
import type { Text } from '@/api/types';
import { useMembers } from '@/components/filter/use-members';
import { NumberSetting } from '@/components/settings/setting-inputs';
import { changed } from '@/lib/changed';
import type { Field } from '@/lib/form-model';
import { ownFirst } from '@/lib/i18n';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { ignores } from '../filter-values';
import { DashboardFilterInput } from '../filters';
import { GoneRow, isGone } from './gone';
import { Sharing } from './sharing';
import { useNames } from './use-names';
import { inBoth } from './words';

type Props = { dashboard: Dashboard; onChange: (dashboard: Dashboard, tag?: string) => void; onClose: () => void };

/** What belongs to the page and to no widget: its title, who sees it, its place, its filters and their defaults. */
export function PageSettings({ onClose, ...form }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer open size={420} title={t('builder.settings')} onClose={onClose}>
      <PageSettingsForm {...form} />
    </Drawer>
  );
}

export function PageSettingsForm({ dashboard, onChange }: Omit<Props, 'onClose'>) {
  const { t } = useTranslation();
  const id = useId();
  const title: Text = typeof dashboard.title === 'string' ? { en: dashboard.title } : dashboard.title;
  return (
    <div className="page-settings">
      {ownFirst().map(({ key, name }) => (
        <div key={key}>
          <label htmlFor={id + key}>{t('builder.titleIn', { language: name })}</label>
          <Input
            id={id + key}
            lang={key}
            maxLength={200}
            value={title[key] ?? ''}
            onChange={(event) => onChange({ ...dashboard, title: { ...title, [key]: event.target.value } }, 'page title')}
          />
        </div>
      ))}
      <Sharing
        access={dashboard.access}
        onChange={(access) => {
          onChange({ ...dashboard, access });
        }}
      />
      <NumberSetting
        isWhole
        label={t('build.order')}
        help={t('builder.orderHint')}
        value={dashboard.order ?? 100}
        onChange={(order) => onChange(changed(dashboard, { order }), 'page order')}
      />
      <PageFilters dashboard={dashboard} onChange={onChange} />
    </div>
  );
}

const targetOf = (field: Field) => (field.type === 'user' || field.type === 'users' ? 'user' : field.x.form);
/** What a field of each type is filtered by, but for those that point to records. */
const kinds: Partial<Record<Field['type'], Exclude<DashboardFilter['kind'], 'relation'>>> = {
  date: 'period',
  dateTime: 'period',
  select: 'choice',
  multiSelect: 'choice',
  stage: 'choice',
  boolean: 'boolean',
  integer: 'number',
  decimal: 'number',
  money: 'number',
  percent: 'number',
  text: 'text',
  longText: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  autoNumber: 'text',
};
/** What the page can be filtered by: all but files, people in numbers, and records of any of several forms. */
export const filterable = (field: Field) =>
  field.type in kinds || field.type === 'user' || (field.type === 'relation' && field.x.form !== undefined);

export const kindOf = (field: Field): Pick<DashboardFilter, 'kind' | 'form'> => {
  const kind = kinds[field.type];
  return kind ? { kind } : { kind: 'relation', form: targetOf(field) ?? 'user' };
};

/** Filters whose field the form no longer has, or this person may not see; none before the fields are there. */
export const goneFilters = (dashboard: Dashboard, members: Map<string, Field>): DashboardFilter[] =>
  members.size === 0 ? [] : (dashboard.filters ?? []).filter((filter) => isGone(filter.member, members));

/** What can take the place of a filter's field: anything to filter by, its own kind first. */
const choicesFor = (filter: DashboardFilter, members: Map<string, Field>) =>
  [...members.values()]
    .filter(filterable)
    .toSorted((a, b) => Number(kindOf(b).kind === filter.kind) - Number(kindOf(a).kind === filter.kind))
    .map((field) => ({ value: field.key, label: field.label }));

/** A filter on another field; a default that means nothing there goes. */
export function withMember(dashboard: Dashboard, id: string, field: Field): Dashboard {
  const kind = kindOf(field);
  return {
    ...dashboard,
    filters: dashboard.filters?.map((filter) => {
      if (filter.id !== id) return filter;
      const { default: opens, form, ...kept } = filter;
      const isAlike = kind.kind === filter.kind && kind.kind !== 'choice' && kind.form === form;
      return { ...kept, ...kind, member: field.key, ...(isAlike && opens !== undefined ? { default: opens } : {}) };
    }),
  };
}

function PageFilters({ dashboard, onChange }: Pick<Props, 'dashboard' | 'onChange'>) {
  const { t } = useTranslation();
  const members = useMembers(dashboard.source);
  const names = useNames(dashboard.source, members);
  const text = useText();
  const filters = dashboard.filters ?? [];
  const gone = goneFilters(dashboard, members);
  const set = (next: DashboardFilter[]) => onChange({ ...dashboard, filters: next });
  const add = (key: string) => {
    const field = members.get(key);
    if (!field) return;
    const taken = new Set(filters.map((filter) => filter.id));
    const stem = key.replaceAll('.', '_').slice(0, 40);
    let id = stem;
    for (let index = 2; taken.has(id); index++) id = `${stem}_${index}`;
    set([...filters, { id, member: key, title: inBoth(names, (item) => item.member(key)), ...kindOf(field) }]);
  };
  return (
    <section className="page-filters" aria-label={t('builder.pageFilters')}>
      <h3>{t('builder.pageFilters')}</h3>
      <p className="second">{t('builder.pageFiltersHint')}</p>
      {gone.length > 0 && (
        <div className="gone" role="alert">
          {gone.map((filter) => (
            <GoneRow
              key={filter.id}
              name={filter.member}
              text={t('builder.goneFilter', { name: filter.member, filter: text(filter.title, filter.id) })}
              choices={choicesFor(filter, members)}
              onReplace={(key) => {
                const field = members.get(key);
                if (field) onChange(withMember(dashboard, filter.id, field));
              }}
              onRemove={() => onChange(withoutFilter(dashboard, filter.id))}
            />
          ))}
        </div>
      )}
      {filters
        .filter((filter) => !gone.includes(filter))
        .map((filter) => (
          <div key={filter.id} className="page-filter">
            <DashboardFilterInput
              source={dashboard.source}
              filter={filter}
              value={filter.default ?? null}
              onChange={(value) => set(filters.map((item) => (item.id === filter.id ? { ...item, default: value } : item)))}
            />
            <Button
              type="text"
              icon={<X size={16} />}
              aria-label={t('builder.remove', { name: names[0]?.member(filter.member) ?? filter.id })}
              onClick={() => onChange(withoutFilter(dashboard, filter.id))}
            />
            <FilterTitle
              filter={filter}
              onChange={(next) =>
                onChange(
                  { ...dashboard, filters: filters.map((item) => (item.id === filter.id ? { ...item, title: next } : item)) },
                  'filter title ' + filter.id,
                )
              }
            />
            <LeftAlone dashboard={dashboard} filter={filter.id} />
          </div>
        ))}
      {filters.length < 10 && (
        <Select
          className="well-wide"
          aria-label={t('builder.addFilter')}
          placeholder={
            <span className="add-filter">
              <Plus size={14} aria-hidden /> {t('builder.addFilter')}
            </span>
          }
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          options={[...members.values()].filter(filterable).map((field) => ({ value: field.key, label: field.label }))}
          onChange={(key: string | null) => key && add(key)}
        />
      )}
    </section>
  );
}

/** What a filter is called, in both languages. */
function FilterTitle({ filter, onChange }: { filter: DashboardFilter; onChange: (title: Text) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  const title: Text = typeof filter.title === 'string' ? { en: filter.title } : (filter.title ?? {});
  return (
    <details className="filter-title">
      <summary aria-label={t('builder.renameFilter', { name: text(filter.title, filter.id) })}>{t('builder.rename')}</summary>
      {ownFirst().map(({ key, name }) => (
        <div key={key}>
          <label htmlFor={id + key}>{t('builder.titleIn', { language: name })}</label>
          <Input
            id={id + key}
            lang={key}
            maxLength={200}
            value={title[key] ?? ''}
            onChange={(event) => onChange({ ...title, [key]: event.target.value })}
          />
        </div>
      ))}
    </details>
  );
}

/** Which widgets a filter does not act on. */
function LeftAlone({ dashboard, filter }: { dashboard: Dashboard; filter: string }) {
  const { t } = useTranslation();
  const text = useText();
  const { language } = useFormat();
  const left = dashboard.widgets.filter((widget) => ignores(dashboard, widget, filter));
  if (left.length === 0) return null;
  const names = left.map((widget) => text(widget.title, widget.id)).join(language === 'zh-CN' ? '、' : ', ');
  return <p className="second left-alone">{t('builder.leftAlone', { names })}</p>;
}

/** A filter goes with everything that names it. */
export function withoutFilter(dashboard: Dashboard, id: string): Dashboard {
  return {
    ...dashboard,
    filters: dashboard.filters?.filter((item) => item.id !== id),
    widgets: dashboard.widgets
      .filter((widget) => widget.options?.filter !== id)
      .map((widget) => {
        if (!widget.ignoreFilters?.includes(id) && !widget.filterMembers?.[id]) return widget;
        return {
          ...widget,
          ignoreFilters: widget.ignoreFilters?.filter((item) => item !== id),
          filterMembers: Object.fromEntries(Object.entries(widget.filterMembers ?? {}).filter(([key]) => key !== id)),
        };
      }),
  };
}

/** Widgets about other forms, or without a member for it, leave a filter alone: otherwise the page could not be saved. */
export function fitted(dashboard: Dashboard): Dashboard {
  const ids = (dashboard.filters ?? []).map((filter) => filter.id);
  return {
    ...dashboard,
    widgets: dashboard.widgets.map((widget) => {
      if (!widget.query || widget.query.source === dashboard.source) return widget;
      const ignored = [...new Set([...(widget.ignoreFilters ?? []), ...ids.filter((id) => !widget.filterMembers?.[id])])];
      return ignored.length > 0 ? { ...widget, ignoreFilters: ignored } : widget;
    }),
  };
}
