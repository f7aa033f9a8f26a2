import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Metric } from '@/api/reports';
import { membersOf, renamed, withoutMember } from '@/components/filter/filter-model';
import type { Field } from '@/lib/form-model';
import { currentLanguage, pickText } from '@/lib/text';
import { accepts, aggregatesOf, withoutItem, type Draft } from './draft';
import './gone.css';

/** Place: `of` is the filter of one measure, `having` a condition on figures, `sort` the order of a list of records. */
export type Gone = {
  id: string;
  name: string;
  place: 'measure' | 'group' | 'time' | 'record' | 'metric' | 'filter' | 'of' | 'having' | 'sort';
};

/** What a question names and the form no longer has, or this person may not see. */
export function goneIn(draft: Draft, members: Map<string, Field>, metrics: Metric[]): Gone[] {
  if (members.size === 0) return [];
  const gone: Gone[] = [];
  const check = (id: string, field: string | undefined, place: Gone['place']) => {
    if (field !== undefined && isGone(field, members)) gone.push({ id, name: field, place });
  };
  for (const item of draft.show) {
    check(item.id, item.field, 'measure');
    if (item.metric && metrics.every((metric) => metric.key !== item.metric))
      gone.push({ id: item.id, name: item.metric, place: 'metric' });
    for (const member of new Set(membersOf(item.filters))) check(item.id, member, 'of');
  }
  for (const item of [...draft.by, ...(draft.split ? [draft.split] : [])]) check(item.id, item.field, 'group');
  if (draft.time) check(draft.time.id, draft.time.field, 'time');
  for (const period of [...(draft.period ? [draft.period] : []), ...draft.rest.periods]) check(period.id, period.field, 'time');
  for (const field of draft.records ?? []) check(field, field, 'record');
  if (draft.records && draft.sort && !draft.records.includes(draft.sort.id)) check(draft.sort.id, draft.sort.id, 'sort');
  for (const member of new Set(membersOf(draft.only))) check(member, member, 'filter');
  for (const measure of new Set(membersOf(draft.rest.having)))
    if (draft.show.every((item) => item.id !== measure)) gone.push({ id: measure, name: measure, place: 'having' });
  return gone;
}

/** Whether a member is one that the form no longer has, or this person may not see. */
export const isGone = (member: string, members: Map<string, Field>) => !members.has(member) && !isKnownPath(member, members);

/** Paths that go further than the tree shows are the server's to judge. */
const isKnownPath = (path: string, members: Map<string, Field>) => {
  const parts = path.split('.');
  const first = members.get(parts[0] ?? '');
  return first !== undefined && (parts.length > 2 || first.type === 'stage');
};

type Props = {
  gone: Gone[];
  draft: Draft;
  members: Map<string, Field>;
  metrics: Metric[];
  nameOf: (id: string) => string;
  onChange: (draft: Draft) => void;
};

/** Each missing field with a choice of what takes its place. */
export function GoneFields({ gone, draft, members, metrics, nameOf, onChange }: Props) {
  const { t } = useTranslation();
  if (gone.length === 0) return null;
  const all = [...members.values()];
  const choices = (item: Gone) => {
    if (item.place === 'metric')
      return metrics.map((metric) => ({ value: metric.key, label: pickText(metric.title, currentLanguage(), metric.key) }));
    if (item.place === 'having') return draft.show.map((measure) => ({ value: measure.id, label: nameOf(measure.id) }));
    if (item.place === 'sort') return (draft.records ?? []).map((key) => ({ value: key, label: members.get(key)?.label ?? key }));
    const agg = draft.show.find((measure) => measure.id === item.id)?.agg;
    return all
      .filter((field) =>
        item.place === 'time'
          ? accepts('time', field.type)
          : item.place === 'group'
            ? accepts('by', field.type)
            : item.place !== 'measure' || agg === undefined || aggregatesOf(field.type).includes(agg),
      )
      .map((field) => ({ value: field.key, label: field.label }));
  };
  return (
    <div className="gone" role="alert">
      {gone.map((item) => (
        <GoneRow
          key={`${item.place} ${item.id} ${item.name}`}
          name={item.name}
          text={t(
            item.place === 'metric' ? 'builder.goneMetric' : item.place === 'having' ? 'builder.goneFigure' : 'builder.gone',
            {
              name: item.name,
            },
          )}
          choices={choices(item)}
          onReplace={(key) => onChange(replaced(draft, item, key))}
          onRemove={() => onChange(removed(draft, item))}
        />
      ))}
    </div>
  );
}

type RowProps = {
  name: string;
  text: string;
  choices: { value: string; label: string }[];
  onReplace: (key: string) => void;
  onRemove: () => void;
};

/** One thing that is gone: what takes its place, or away with it. */
export function GoneRow({ name, text, choices, onReplace, onRemove }: RowProps) {
  const { t } = useTranslation();
  return (
    <div className="gone-row">
      <span>{text}</span>
      <Select
        aria-label={t('builder.replace', { name })}
        placeholder={t('builder.replaceWith')}
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={260}
        options={choices}
        onChange={(key: string | null) => key && onReplace(key)}
      />
      <Button type="text" onClick={onRemove}>
        {t('common.remove')}
      </Button>
    </div>
  );
}

export function replaced(draft: Draft, item: Gone, key: string): Draft {
  switch (item.place) {
    case 'measure':
      return { ...draft, show: draft.show.map((m) => (m.id === item.id ? { ...m, field: key, label: undefined } : m)) };
    case 'metric':
      return { ...draft, show: draft.show.map((m) => (m.id === item.id ? { id: m.id, metric: key } : m)) };
    case 'group':
      return {
        ...draft,
        by: draft.by.map((d) => (d.id === item.id ? { id: d.id, field: key } : d)),
        split: draft.split?.id === item.id ? { id: item.id, field: key } : draft.split,
      };
    case 'time':
      return {
        ...draft,
        time: draft.time?.id === item.id ? { ...draft.time, field: key } : draft.time,
        period: draft.period?.id === item.id ? { ...draft.period, field: key } : draft.period,
        rest: { ...draft.rest, periods: draft.rest.periods.map((p) => (p.id === item.id ? { ...p, field: key } : p)) },
      };
    case 'record':
      return {
        ...draft,
        records: [...new Set(draft.records?.map((field) => (field === item.id ? key : field)))],
        sort: draft.sort?.id === item.id ? { ...draft.sort, id: key } : draft.sort,
      };
    case 'sort':
      return { ...draft, sort: draft.sort && { ...draft.sort, id: key } };
    case 'of':
      return {
        ...draft,
        show: draft.show.map((m) => (m.id === item.id ? { ...m, filters: m.filters && renamed(m.filters, item.name, key) } : m)),
      };
    case 'having':
      return { ...draft, rest: { ...draft.rest, having: draft.rest.having && renamed(draft.rest.having, item.name, key) } };
    case 'filter':
      return { ...draft, only: draft.only && renamed(draft.only, item.name, key) };
  }
}

export function removed(draft: Draft, item: Gone): Draft {
  if (item.place === 'filter') return { ...draft, only: withoutMember(draft.only, item.name) };
  if (item.place === 'sort') return { ...draft, sort: undefined };
  if (item.place === 'of')
    return {
      ...draft,
      show: draft.show.map((m) => (m.id === item.id ? { ...m, filters: withoutMember(m.filters, item.name) } : m)),
    };
  if (item.place === 'having') return { ...draft, rest: { ...draft.rest, having: withoutMember(draft.rest.having, item.name) } };
  if (item.place === 'time' && draft.rest.periods.some((period) => period.id === item.id))
    return { ...draft, rest: { ...draft.rest, periods: draft.rest.periods.filter((period) => period.id !== item.id) } };
  if (item.place === 'record')
    return {
      ...draft,
      records: draft.records?.filter((field) => field !== item.id),
      sort: draft.sort?.id === item.id ? undefined : draft.sort,
    };
  return withoutItem(draft, item.id);
}
