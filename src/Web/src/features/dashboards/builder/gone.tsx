import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Metric } from '@/api/reports';
import type { Filter } from '@/api/types';
import { isRule, itemsOf, joinOf, group } from '@/components/filter/filter-model';
import type { Field } from '@/lib/form-model';
import { currentLanguage, pickText } from '@/lib/text';
import { accepts, aggregatesOf, withoutItem, type Draft } from './draft';

export type Gone = { id: string; name: string; place: 'measure' | 'group' | 'time' | 'record' | 'metric' | 'filter' };

const membersOf = (filter: Filter | undefined): string[] =>
  filter === undefined ? [] : isRule(filter) ? [filter.member] : itemsOf(filter).flatMap(membersOf);
const renamed = (filter: Filter, from: string, to: string): Filter =>
  isRule(filter)
    ? filter.member === from
      ? { ...filter, member: to }
      : filter
    : group(
        joinOf(filter),
        itemsOf(filter).map((item) => renamed(item, from, to)),
      );
function withoutMember(filter: Filter | undefined, member: string): Filter | undefined {
  if (filter === undefined || isRule(filter)) return filter?.member === member ? undefined : filter;
  const items = itemsOf(filter)
    .map((item) => withoutMember(item, member))
    .filter((item) => item !== undefined);
  return items.length === 0 ? undefined : group(joinOf(filter), items);
}

/** What a question names and the form no longer has, or this person may not see. */
export function goneIn(draft: Draft, members: Map<string, Field>, metrics: Metric[]): Gone[] {
  if (members.size === 0) return [];
  const gone: Gone[] = [];
  const check = (id: string, field: string | undefined, place: Gone['place']) => {
    if (field !== undefined && !members.has(field) && !isKnownPath(field, members)) gone.push({ id, name: field, place });
  };
  for (const item of draft.show) {
    check(item.id, item.field, 'measure');
    if (item.metric && metrics.every((metric) => metric.key !== item.metric))
      gone.push({ id: item.id, name: item.metric, place: 'metric' });
  }
  for (const item of [...draft.by, ...(draft.split ? [draft.split] : [])]) check(item.id, item.field, 'group');
  if (draft.time) check(draft.time.id, draft.time.field, 'time');
  if (draft.period) check(draft.period.id, draft.period.field, 'time');
  for (const field of draft.records ?? []) check(field, field, 'record');
  for (const member of new Set(membersOf(draft.only))) check(member, member, 'filter');
  return gone;
}

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
  onChange: (draft: Draft) => void;
};

/** Each missing field with a choice of what takes its place. */
export function GoneFields({ gone, draft, members, metrics, onChange }: Props) {
  const { t } = useTranslation();
  if (gone.length === 0) return null;
  const all = [...members.values()];
  const choices = (item: Gone) => {
    if (item.place === 'metric')
      return metrics.map((metric) => ({ value: metric.key, label: pickText(metric.title, currentLanguage(), metric.key) }));
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
        <div key={`${item.place} ${item.id}`} className="gone-row">
          <span>{t(item.place === 'metric' ? 'builder.goneMetric' : 'builder.gone', { name: item.name })}</span>
          <Select
            aria-label={t('builder.replace', { name: item.name })}
            placeholder={t('builder.replaceWith')}
            value={null}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={260}
            options={choices(item)}
            onChange={(key: string | null) => key && onChange(replaced(draft, item, key))}
          />
          <Button type="text" onClick={() => onChange(removed(draft, item))}>
            {t('common.remove')}
          </Button>
        </div>
      ))}
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
      };
    case 'record':
      return { ...draft, records: draft.records?.map((field) => (field === item.id ? key : field)) };
    case 'filter':
      return { ...draft, only: draft.only && renamed(draft.only, item.name, key) };
  }
}

export function removed(draft: Draft, item: Gone): Draft {
  if (item.place === 'filter') return { ...draft, only: withoutMember(draft.only, item.name) };
  if (item.place === 'record') return { ...draft, records: draft.records?.filter((field) => field !== item.id) };
  return withoutItem(draft, item.id);
}
