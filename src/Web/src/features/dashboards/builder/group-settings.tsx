import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Granularity } from '@/api/reports';
import type { Text } from '@/api/types';
import { changed } from '@/lib/changed';
import type { Field } from '@/lib/form-model';
import { accepts, isNumber, type Well } from './draft';
import { NameInputs } from './name-inputs';

const granularities: Granularity[] = ['day', 'week', 'month', 'quarter', 'year'];

type Group = { label?: Text; bins?: number[]; granularity?: Granularity };
type Props<G> = {
  field: Field | undefined;
  well: Well;
  group: G;
  onGroup: (group: G) => void;
  onMove: (well: Well) => void;
};

/** How groups are cut, what they are called, and where else they could stand. */
export function GroupSettings<G extends Group>({ field, well, group, onGroup, onMove }: Props<G>) {
  const { t } = useTranslation();
  const id = useId();
  const others = (['show', 'by', 'split', 'time'] as const).filter((item) => item !== well && field && accepts(item, field.type));
  return (
    <>
      {group.granularity && (
        <>
          <label htmlFor={id}>{t('builder.granularity')}</label>
          <Select
            id={id}
            value={group.granularity}
            options={granularities.map((item) => ({ value: item, label: t(`builder.each.${item}`) }))}
            onChange={(granularity) => onGroup({ ...group, granularity })}
          />
        </>
      )}
      {!group.granularity && field && isNumber(field.type) && (
        <Bins bins={group.bins} onBins={(bins) => onGroup({ ...group, bins })} />
      )}
      <NameInputs label={group.label} onChange={(label) => onGroup(changed<Group>(group, { label }) as G)} />
      <div className="pill-actions">
        {others.map((item) => (
          <Button key={item} size="small" onClick={() => onMove(item)}>
            {t('builder.moveTo', { well: t(`builder.well.${item}`) })}
          </Button>
        ))}
      </div>
    </>
  );
}

/** "1000, 5000" as limits in ascending order; null when it is none. */
export function binsOf(text: string): number[] | undefined | null {
  const parts = text.split(/[,，;；\s]+/).filter(Boolean);
  if (parts.length === 0) return undefined;
  const limits = parts.map(Number);
  if (limits.length > 20 || limits.some((limit) => !Number.isFinite(limit))) return null;
  return [...new Set(limits)].toSorted((a, b) => a - b);
}

function Bins({ bins, onBins }: { bins: number[] | undefined; onBins: (bins: number[] | undefined) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState(bins?.join(', ') ?? '');
  const wrong = binsOf(text) === null;
  return (
    <>
      <label htmlFor={id}>{t('builder.bins')}</label>
      <Input
        id={id}
        value={text}
        placeholder="1000, 5000, 10000"
        status={wrong ? 'error' : undefined}
        aria-invalid={wrong}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          const limits = binsOf(text);
          if (limits !== null) onBins(limits);
        }}
      />
      {wrong && <p className="field-error">{t('builder.binsWrong')}</p>}
    </>
  );
}
