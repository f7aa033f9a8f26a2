import { Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DashboardFilter, NumberSpan } from '@/api/reports';
import { useMembers } from '@/components/filter/use-members';
import { parseNumber } from '@/fields/number-text';
import { formatNumber } from '@/lib/format';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';

type Props<T> = { filter: DashboardFilter; value: T | null; onChange: (value: T | null) => void };

/** Yes, no, or both. */
export function BooleanFilter({ filter, value, onChange }: Props<boolean>) {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  return (
    <div className="dashboard-filter">
      <label htmlFor={id}>{text(filter.title, filter.id)}</label>
      <Select<string>
        id={id}
        value={value === null ? '' : String(value)}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: t('dashboards.any') },
          { value: 'true', label: t('field.yes') },
          { value: 'false', label: t('field.no') },
        ]}
        onChange={(next) => onChange(next === '' ? null : next === 'true')}
      />
    </div>
  );
}

/** From one number to another, both included; either may be left open. */
export function NumberFilter({ source, filter, value, onChange }: Props<NumberSpan> & { source: string }) {
  const { t } = useTranslation();
  const field = useMembers(source).get(filter.member);
  const scale = field?.type === 'integer' ? 0 : (field?.x.scale ?? 6);
  const text = useText();
  const title = text(filter.title, filter.id);
  const set = (end: 'from' | 'to', number: number | null) => {
    const next: NumberSpan = { ...value, [end]: number ?? undefined };
    onChange(next.from === undefined && next.to === undefined ? null : next);
  };
  return (
    <div className="dashboard-filter" role="group" aria-label={title}>
      <span className="filter-name">{title}</span>
      <span className="number-span">
        <Bound scale={scale} name={t('dashboards.from')} value={value?.from} onChange={(number) => set('from', number)} />
        <span aria-hidden>{t('filter.to')}</span>
        <Bound scale={scale} name={t('dashboards.to')} value={value?.to} onChange={(number) => set('to', number)} />
      </span>
    </div>
  );
}

type BoundProps = { scale: number; name: string; value: number | undefined; onChange: (value: number | null) => void };

/** Counts once it is left or confirmed, so that no figure is computed for half a number. */
function Bound({ scale, name, value, onChange }: BoundProps) {
  const { language } = useFormat();
  const [typed, setTyped] = useState<string | null>(null);
  const parsed = typed === null ? null : parseNumber(typed, scale);
  const unreadable = typeof parsed === 'string';
  const take = () => {
    if (typed === null || unreadable) return;
    setTyped(null);
    if (parsed !== (value ?? null)) onChange(parsed);
  };
  return (
    <Input
      aria-label={name}
      placeholder={name}
      inputMode="decimal"
      autoComplete="off"
      status={unreadable ? 'error' : undefined}
      aria-invalid={unreadable}
      value={typed ?? (value === undefined ? '' : formatNumber(value, language, scale).replace('−', '-'))}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={take}
      onBlur={take}
    />
  );
}

/** Part of a text, or one of several whole ones. */
export function TextFilter({ filter, value, onChange }: Props<string[] | { contains: string }>) {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  const [mode, setMode] = useState<'contains' | 'in'>(Array.isArray(value) ? 'in' : 'contains');
  const part = value && !Array.isArray(value) ? value.contains : '';
  const [typed, setTyped] = useState<string | null>(null);
  const take = () => {
    if (typed === null) return;
    const next = typed.trim();
    setTyped(null);
    if (next !== part) onChange(next === '' ? null : { contains: next });
  };
  const title = text(filter.title, filter.id);
  return (
    <div className="dashboard-filter">
      <label htmlFor={id}>{title}</label>
      <span className="text-filter">
        <Select
          aria-label={`${title}: ${t('filter.operator')}`}
          value={mode}
          popupMatchSelectWidth={false}
          options={[
            { value: 'contains', label: t('filter.op.contains') },
            { value: 'in', label: t('filter.op.in') },
          ]}
          onChange={(next) => {
            setMode(next);
            setTyped(null);
            if (value !== null) onChange(null);
          }}
        />
        {mode === 'contains' ? (
          <Input
            id={id}
            allowClear
            maxLength={200}
            placeholder={t('dashboards.any')}
            value={typed ?? part}
            onChange={(event) => {
              // Cleared by its cross it counts at once, with nothing to leave.
              if (event.type === 'click') {
                setTyped(null);
                if (part !== '') onChange(null);
              } else setTyped(event.target.value);
            }}
            onPressEnter={take}
            onBlur={take}
          />
        ) : (
          <Select
            id={id}
            mode="tags"
            open={false}
            suffixIcon={null}
            placeholder={t('dashboards.anyTexts')}
            value={Array.isArray(value) ? value : []}
            onChange={(next: string[]) => onChange(next.length > 0 ? next : null)}
          />
        )}
      </span>
    </div>
  );
}
