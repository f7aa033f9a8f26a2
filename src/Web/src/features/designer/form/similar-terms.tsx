import { Button, InputNumber, Select } from 'antd';
import { X } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '@/lib/form-model';
import { isNumber, maxTerms, usualWithin, type SimilarTerm } from './similar';
import { usePart } from './use-part';

/** In what two records are alike, and how much each counts. A number may be merely near; everything else is the same or not. */
export function SimilarTerms({ members }: { members: readonly Field[] }) {
  const { t } = useTranslation();
  const id = useId();
  const [match = [], setMatch] = usePart('similar.match', true);
  const [near = [], setNear] = usePart('similar.near', true);
  const labels = new Map(members.map((field) => [field.key, field.label]));
  const used = new Set([...match, ...near].map((term) => term.field));
  const free = members.filter((field) => !used.has(field.key));
  const add = (key: string) =>
    isNumber(members.find((field) => field.key === key))
      ? setNear([...near, { field: key, within: usualWithin }])
      : setMatch([...match, { field: key }]);
  return (
    <div className="setting" role="group" aria-labelledby={id}>
      <span className="setting-label" id={id}>
        {t('setting.similarBy')}
      </span>
      {match.map((term, index) => (
        <Term
          key={term.field}
          term={term}
          label={labels.get(term.field) ?? term.field}
          onChange={(next) => setMatch(match.with(index, next))}
          onRemove={() => setMatch(match.toSpliced(index, 1))}
        />
      ))}
      {near.map((term, index) => (
        <Term
          key={term.field}
          term={term}
          label={labels.get(term.field) ?? term.field}
          onChange={({ within, ...next }) => setNear(near.with(index, { ...next, within: within ?? usualWithin }))}
          onRemove={() => setNear(near.toSpliced(index, 1))}
        />
      ))}
      {used.size < maxTerms && (
        <Select
          className="fill"
          aria-label={`${t('setting.similarBy')}: ${t('setting.addField')}`}
          placeholder={t('setting.addField')}
          showSearch={{ optionFilterProp: 'label' }}
          value={null}
          options={free.map((field) => ({ value: field.key, label: field.label }))}
          onChange={add}
        />
      )}
      <div className="control-help">{t('setting.similarByHelp')}</div>
    </div>
  );
}

type TermProps = { term: SimilarTerm; label: string; onChange: (term: SimilarTerm) => void; onRemove: () => void };

function Term({ term, label, onChange, onRemove }: TermProps) {
  const { t } = useTranslation();
  const { weight, ...rest } = term;
  return (
    <div className="setting-line">
      <span>{label}</span>
      {term.within !== undefined && (
        <InputNumber
          size="small"
          className="short"
          aria-label={t('setting.similarWithin', { field: label })}
          prefix="±"
          suffix="%"
          min={1}
          max={1000}
          value={Math.round(term.within * 10_000) / 100}
          onChange={(next) => next && onChange({ ...term, within: next / 100 })}
        />
      )}
      <InputNumber
        size="small"
        className="short"
        aria-label={t('setting.similarWeight', { field: label })}
        min={1}
        max={100}
        precision={0}
        placeholder="1"
        value={weight ?? null}
        onChange={(next) => onChange(next === null ? rest : { ...rest, weight: next })}
      />
      <Button
        type="text"
        size="small"
        aria-label={t('itemList.remove', { name: label })}
        icon={<X size={14} />}
        onClick={onRemove}
      />
    </div>
  );
}
