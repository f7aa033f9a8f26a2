import { Button, Segmented, Select } from 'antd';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter, FilterGroup, FilterRule, Operator } from '@/api/types';
import { fieldType } from '@/fields/registry';
import type { Field } from '@/lib/form-model';
import { asGroup, cleaned, group, isRule, itemsOf, joinOf, type Join } from './filter-model';
import { FilterValue } from './filter-value';

type Props = {
  filter: Filter | undefined;
  members: Map<string, Field>;
  /** What applying it does; shows the results where nothing is said. */
  applyLabel?: string;
  onApply: (filter: Filter | undefined) => void;
};
const emptyRule: FilterRule = { member: '', operator: 'equals' };

/** Lines joined by and/or, with groups one level deep. */
export function FilterBuilder({ filter, members, applyLabel, onApply }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<FilterGroup>(() => {
    const whole = asGroup(filter);
    return itemsOf(whole).length > 0 ? whole : group('and', [emptyRule]);
  });
  return (
    <form
      className="filter-builder"
      onSubmit={(event) => {
        event.preventDefault();
        onApply(cleaned(draft));
      }}
    >
      <GroupEditor value={draft} members={members} onChange={setDraft} />
      <div className="filter-actions">
        <Button type="text" onClick={() => onApply(undefined)}>
          {t('filter.clear')}
        </Button>
        <Button type="primary" htmlType="submit">
          {applyLabel ?? t('filter.apply')}
        </Button>
      </div>
    </form>
  );
}

type GroupProps = { value: FilterGroup; members: Map<string, Field>; onChange: (value: FilterGroup) => void; nested?: boolean };

function GroupEditor({ value, members, onChange, nested }: GroupProps) {
  const { t } = useTranslation();
  const join = joinOf(value);
  const items = itemsOf(value);
  const replace = (index: number, item: Filter | null) =>
    onChange(group(join, item ? items.with(index, item) : items.toSpliced(index, 1)));
  return (
    <div className={nested ? 'filter-group nested' : 'filter-group'}>
      {items.length > 1 && (
        <Segmented<Join>
          size="small"
          aria-label={t('filter.join')}
          value={join}
          options={[
            { value: 'and', label: t('filter.all') },
            { value: 'or', label: t('filter.any') },
          ]}
          onChange={(next) => onChange(group(next, items))}
        />
      )}
      {items.map((item, index) =>
        isRule(item) ? (
          <RuleEditor key={index} rule={item} members={members} onChange={(next) => replace(index, next)} />
        ) : (
          <GroupEditor
            key={index}
            nested
            value={item}
            members={members}
            onChange={(next) => replace(index, itemsOf(next).length > 0 ? next : null)}
          />
        ),
      )}
      <div>
        <Button type="text" size="small" icon={<Plus size={14} />} onClick={() => onChange(group(join, [...items, emptyRule]))}>
          {t('filter.addRule')}
        </Button>
        {!nested && (
          <Button
            type="text"
            size="small"
            icon={<Plus size={14} />}
            onClick={() => onChange(group(join, [...items, group(join === 'and' ? 'or' : 'and', [emptyRule])]))}
          >
            {t('filter.addGroup')}
          </Button>
        )}
      </div>
    </div>
  );
}

type RuleProps = { rule: FilterRule; members: Map<string, Field>; onChange: (rule: FilterRule | null) => void };

function RuleEditor({ rule, members, onChange }: RuleProps) {
  const { t } = useTranslation();
  const field = members.get(rule.member);
  const operators = field ? fieldType(field.type).operators : [];
  const shown: Operator[] = field && !operators.includes(rule.operator) ? [rule.operator, ...operators] : operators;
  return (
    <div className="filter-rule">
      <Select
        aria-label={t('filter.field')}
        placeholder={t('filter.field')}
        showSearch={{ optionFilterProp: 'label' }}
        value={rule.member || undefined}
        options={[...members.values()].map(({ key, label }) => ({ value: key, label }))}
        popupMatchSelectWidth={280}
        onChange={(member: string) => {
          const next = members.get(member);
          onChange({ member, operator: (next && fieldType(next.type).operators[0]) ?? 'equals' });
        }}
      />
      <Select<Operator>
        aria-label={t('filter.operator')}
        disabled={!field}
        value={field ? rule.operator : undefined}
        options={shown.map((operator) => ({ value: operator, label: t(`filter.op.${operator}`) }))}
        onChange={(operator) => onChange({ member: rule.member, operator })}
      />
      {field ? <FilterValue rule={rule} field={field} onChange={(values) => onChange({ ...rule, values })} /> : <span />}
      <Button type="text" aria-label={t('common.remove')} icon={<X size={16} />} onClick={() => onChange(null)} />
    </div>
  );
}
