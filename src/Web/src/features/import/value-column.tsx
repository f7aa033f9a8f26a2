import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnUnmatched, UnmatchedColumn } from '@/api/imports';
import type { FormModel } from '@/lib/form-model';
import { useFormat } from '@/lib/use-format';
import { chooseValue, isLink, type Choices } from './choices';
import { ValueLine } from './value-line';

type Props = { model: FormModel; column: UnmatchedColumn; choices: Choices; onChange: (choices: Choices) => void };
const shownAtFirst = 50;

export function ValueColumn({ model, column, choices, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const [all, setAll] = useState(false);
  const field = model.fields.get(column.field);
  if (!field) return null;
  const rules: OnUnmatched[] = ['reject', 'null', ...(column.canCreate ? (['create'] as const) : [])];
  const word = (rule: OnUnmatched) =>
    rule === 'create' ? (isLink(field) ? 'import.rule.createRecord' : 'import.rule.createOption') : `import.rule.${rule}`;
  const chosen = choices.values[column.column] ?? {};
  const open = column.values.filter((item) => item.suggestion && !(item.value in chosen));
  const shown = all ? column.values : column.values.slice(0, shownAtFirst);
  const takeAll = () =>
    onChange(open.reduce((next, item) => chooseValue(next, column.column, item.value, item.suggestion ?? undefined), choices));
  return (
    <section className="import-part">
      <header className="value-head">
        <h2>
          {column.column} <span className="second">→ {field.label}</span>
        </h2>
        {open.length > 1 && <Button onClick={takeAll}>{t('import.takeAll', { count: open.length })}</Button>}
      </header>
      <div className="value-lines">
        {shown.map((item) => (
          <ValueLine
            key={item.value}
            field={field}
            match={choices.columns.find((choice) => choice.column === column.column)?.match}
            item={item}
            chosen={chosen[item.value]}
            onChoose={(target) => onChange(chooseValue(choices, column.column, item.value, target))}
          />
        ))}
      </div>
      {column.values.length > shown.length && (
        <Button type="text" onClick={() => setAll(true)}>
          {t('import.showAll', { shown: format.number(column.values.length) })}
        </Button>
      )}
      <div className="value-rule">
        <label htmlFor={id}>{t('import.others')}</label>
        <Select<OnUnmatched>
          id={id}
          popupMatchSelectWidth={false}
          value={choices.onUnmatched[column.column] ?? 'reject'}
          options={rules.map((rule) => ({ value: rule, label: t(word(rule), { field: field.label }) }))}
          onChange={(rule) => onChange({ ...choices, onUnmatched: { ...choices.onUnmatched, [column.column]: rule } })}
        />
      </div>
    </section>
  );
}
