import { Button, Segmented } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Measure } from '@/api/reports';
import type { Filter } from '@/api/types';
import { fieldType } from '@/fields/registry';
import { asGroup, group, itemsOf, joinOf } from '@/components/filter/filter-model';
import type { Field } from '@/lib/form-model';
import { pickText } from '@/lib/text';
import {
  accepts,
  fieldOf,
  moved,
  nextId,
  shownBefore,
  withCount,
  withField,
  withMetric,
  withoutItem,
  type Draft,
  type Well,
} from './draft';
import { GroupSettings } from './group-settings';
import { MeasureSettings } from './measure-settings';
import { OnlyFilters, PeriodPicker } from './only-well';
import { Pill } from './pill';
import type { Dragged } from './use-drag';
import { WellBox } from './well-box';
import { measureWords, type Names } from './words';

type Props = {
  draft: Draft;
  members: Map<string, Field>;
  names: Names;
  /** Nothing but what is shown. */
  figuresOnly?: boolean;
  onChange: (draft: Draft) => void;
  onSaveMetric?: (measure: Measure) => void;
};

/** A condition on a field, ready to be finished. */
export const conditionOn = (draft: Draft, field: Field): Filter => {
  const rule: Filter = { member: field.key, operator: fieldType(field.type).operators[0] ?? 'equals' };
  const whole = asGroup(draft.only);
  return joinOf(whole) === 'and' ? group('and', [...itemsOf(whole), rule]) : group('and', [whole, rule]);
};

/** What is asked: shown, by what, split, over time, of which records. */
export function Wells({ draft, members, names, figuresOnly, onChange, onSaveMetric }: Props) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<Filter | 'new'>();
  const all = [...members.values()];
  const typeOf = (key: string | undefined) => members.get(key ?? '')?.type ?? 'text';
  const keyOf = (dragged: Dragged) =>
    dragged.kind === 'field' ? dragged.key : dragged.kind === 'item' ? fieldOf(draft, dragged.id) : undefined;
  const takes = (well: Well) => (dragged: Dragged) => {
    // A finished figure can only be shown, and records have none.
    if (dragged.kind === 'count' || dragged.kind === 'metric') return well === 'show' && !draft.records;
    const key = keyOf(dragged);
    if (dragged.kind === 'item' && (well === 'show' ? draft.show : draft.by).some((item) => item.id === dragged.id)) return true;
    return key !== undefined && accepts(well, typeOf(key)) && !(well === 'only' && dragged.kind === 'item');
  };
  const add = (well: Well) => (key: string) => {
    const field = members.get(key);
    if (!field) return;
    if (well === 'only') setEditing(conditionOn(draft, field));
    else onChange(withField(draft, field, well));
  };
  const drop = (well: Well, before?: string) => (dragged: Dragged) => {
    if (dragged.kind === 'item') onChange(moved(draft, dragged.id, well, typeOf(fieldOf(draft, dragged.id)), before));
    else if (dragged.kind === 'count') onChange(shownBefore(withCount(draft), draft, before));
    else if (dragged.kind === 'metric') onChange(shownBefore(withMetric(draft, dragged.key), draft, before));
    else add(well)(dragged.key);
  };
  const box = (well: Well, empty: boolean) => ({
    well,
    empty,
    fields: all.filter((field) => accepts(well, field.type)),
    onAdd: add(well),
    takes: takes(well),
    onDrop: drop(well),
  });
  const pill = (well: Well, id: string) => ({
    id,
    onRemove: () => onChange(withoutItem(draft, id)),
    takes: takes(well),
    onDropBefore: drop(well, id),
  });
  const nameOf = (measure: Measure) => measureWords(measure, draft.show, names);
  const label = (key: string) => members.get(key)?.label ?? key;
  const parts = draft.show.filter((item) => item.type !== 'ratio' && !item.metric);
  const group1 = (well: 'by' | 'split', item: NonNullable<Draft['split']>) => (
    <Pill
      key={item.id}
      {...pill(well, item.id)}
      label={pickText(item.label, names.language, label(item.field))}
      gone={!members.has(item.field)}
      note={item.bins?.join(' · ')}
      settings={(close) => (
        <GroupSettings
          field={members.get(item.field)}
          well={well}
          group={item}
          onGroup={(next) =>
            onChange(
              well === 'split'
                ? { ...draft, split: next }
                : { ...draft, by: draft.by.map((other) => (other.id === item.id ? next : other)) },
            )
          }
          onMove={(to) => {
            close();
            onChange(moved(draft, item.id, to, typeOf(item.field)));
          }}
        />
      )}
    />
  );
  return (
    <div className="wells">
      {!figuresOnly && (
        <Segmented
          size="small"
          block
          aria-label={t('builder.what')}
          value={draft.records ? 'records' : 'groups'}
          options={[
            { value: 'groups', label: t('builder.asFigures') },
            { value: 'records', label: t('builder.asRecords') },
          ]}
          onChange={(chosen) =>
            onChange({ ...draft, records: chosen === 'records' ? firstFields(all) : undefined, sort: undefined })
          }
        />
      )}
      {draft.records ? (
        <RecordFields draft={draft} members={members} onChange={onChange} box={box('show', draft.records.length === 0)} />
      ) : (
        <>
          <WellBox {...box('show', draft.show.length === 0)}>
            <ul>
              {draft.show.map((measure) => (
                <Pill
                  key={measure.id}
                  {...pill('show', measure.id)}
                  label={nameOf(measure)}
                  gone={measure.field !== undefined && !members.has(measure.field)}
                  note={measure.filters ? t('builder.filtered') : undefined}
                  settings={() => (
                    <MeasureSettings
                      measure={measure}
                      draft={draft}
                      members={members}
                      nameOf={nameOf}
                      onChange={onChange}
                      onSaveMetric={onSaveMetric && (() => onSaveMetric(measure))}
                    />
                  )}
                />
              ))}
            </ul>
            {parts.length > 1 && (
              <Button
                type="text"
                size="small"
                icon={<Plus size={14} />}
                onClick={() =>
                  onChange({
                    ...draft,
                    show: [
                      { id: nextId(draft, 'r'), type: 'ratio', numerator: parts.at(-1)?.id, denominator: parts[0]?.id },
                      ...draft.show,
                    ],
                  })
                }
              >
                {t('builder.ratio')}
              </Button>
            )}
          </WellBox>
          {!figuresOnly && (
            <>
              <WellBox {...box('by', draft.by.length === 0)}>
                <ul>{draft.by.map((item) => group1('by', item))}</ul>
              </WellBox>
              <WellBox {...box('split', !draft.split)}>
                <ul>{draft.split && group1('split', draft.split)}</ul>
              </WellBox>
              <WellBox {...box('time', !draft.time)}>
                <ul>
                  {draft.time && (
                    <Pill
                      {...pill('time', draft.time.id)}
                      label={pickText(draft.time.label, names.language, label(draft.time.field))}
                      gone={!members.has(draft.time.field)}
                      note={t(`builder.each.${draft.time.granularity}`)}
                      settings={(close) =>
                        draft.time && (
                          <GroupSettings
                            field={members.get(draft.time.field)}
                            well="time"
                            group={draft.time}
                            onGroup={(time) => onChange({ ...draft, time })}
                            onMove={(to) => {
                              close();
                              if (draft.time) onChange(moved(draft, draft.time.id, to, typeOf(draft.time.field)));
                            }}
                          />
                        )
                      }
                    />
                  )}
                </ul>
              </WellBox>
            </>
          )}
        </>
      )}
      {!figuresOnly && (
        <WellBox {...box('only', false)}>
          <OnlyFilters draft={draft} members={members} editing={editing} onEditing={setEditing} onChange={onChange} />
          <PeriodPicker draft={draft} members={members} onChange={onChange} />
        </WellBox>
      )}
    </div>
  );
}

const firstFields = (all: Field[]) =>
  all
    .filter((field) => !field.key.includes('.') && !field.system && field.type !== 'file')
    .slice(0, 4)
    .map((field) => field.key);

type RecordProps = {
  draft: Draft;
  members: Map<string, Field>;
  onChange: (draft: Draft) => void;
  box: Omit<Parameters<typeof WellBox>[0], 'children'>;
};

/** The columns of a table of records. */
function RecordFields({ draft, members, onChange, box }: RecordProps) {
  const records = draft.records ?? [];
  const set = (next: string[]) => onChange({ ...draft, records: next });
  return (
    <WellBox {...box}>
      <ul>
        {records.map((key) => (
          <Pill
            key={key}
            id={key}
            label={members.get(key)?.label ?? key}
            gone={!members.has(key)}
            settings={() => <RecordFieldMoves records={records} at={key} onChange={set} />}
            onRemove={() => set(records.filter((item) => item !== key))}
            takes={(dragged) => dragged.kind === 'field' || dragged.kind === 'item'}
            onDropBefore={(dragged) => {
              if (dragged.kind !== 'field' && dragged.kind !== 'item') return;
              const field = dragged.kind === 'field' ? dragged.key : dragged.id;
              if (field === key) return;
              const others = records.filter((item) => item !== field);
              set(others.toSpliced(others.indexOf(key), 0, field));
            }}
          />
        ))}
      </ul>
    </WellBox>
  );
}

function RecordFieldMoves({ records, at, onChange }: { records: string[]; at: string; onChange: (next: string[]) => void }) {
  const { t } = useTranslation();
  const index = records.indexOf(at);
  const move = (to: number) => onChange(records.toSpliced(index, 1).toSpliced(to, 0, at));
  return (
    <div className="pill-actions">
      <Button size="small" disabled={index === 0} onClick={() => move(index - 1)}>
        {t('builder.earlier')}
      </Button>
      <Button size="small" disabled={index === records.length - 1} onClick={() => move(index + 1)}>
        {t('builder.later')}
      </Button>
    </div>
  );
}
