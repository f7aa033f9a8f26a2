import { Button, InputNumber, Select } from 'antd';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { fieldType } from '@/fields/registry';
import { maxDays } from '@/lib/day-limit';
import type { Field } from '@/lib/form-model';
import {
  firstValue,
  operatorsFor,
  takesDays,
  takesSpan,
  takesValue,
  type ConditionModel,
  type ConditionOperator,
  type ConditionRow,
} from './condition-model';
import './condition.css';

type Props = {
  fields: readonly Field[];
  model: ConditionModel;
  onChange: (model: ConditionModel) => void;
  /** Only what a layout rule can say. */
  rulesOnly?: boolean;
};

/** A condition as rows of field, operator and value, joined by one word. */
export function ConditionBuilder({ fields, model, onChange, rulesOnly }: Props) {
  const { t } = useTranslation();
  const setRow = (index: number, row: ConditionRow) => onChange({ ...model, rows: model.rows.with(index, row) });
  const add = () => onChange({ ...model, rows: [...model.rows, { field: '', operator: 'is' }] });
  return (
    <div className="condition-builder">
      {model.rows.map((row, index) => (
        <div key={index} className="condition-line">
          <span className="condition-join">
            {index === 0 ? (
              t('condition.when')
            ) : index === 1 ? (
              <Select
                size="small"
                variant="borderless"
                aria-label={t('condition.join')}
                value={model.join}
                options={(['and', 'or'] as const).map((value) => ({ value, label: t(`condition.${value}`) }))}
                onChange={(join: ConditionModel['join']) => onChange({ ...model, join })}
              />
            ) : (
              t(`condition.${model.join}`)
            )}
          </span>
          <Row
            fields={fields}
            row={row}
            rulesOnly={rulesOnly}
            onChange={(next) => setRow(index, next)}
            onRemove={() => onChange({ ...model, rows: model.rows.toSpliced(index, 1) })}
          />
        </div>
      ))}
      <Button size="small" type="text" icon={<Plus size={14} />} onClick={add}>
        {t('condition.add')}
      </Button>
    </div>
  );
}

type RowProps = {
  fields: readonly Field[];
  row: ConditionRow;
  rulesOnly?: boolean;
  onChange: (row: ConditionRow) => void;
  onRemove: () => void;
};

// In rules a day can be a fixed one too; which of both is meant must be told apart.
const ruleWord = (operator: ConditionOperator) => (takesDays(operator) && !takesSpan(operator) ? 'opToday' : 'op');
const valueKind = (operator: ConditionOperator) => (takesSpan(operator) ? 'span' : takesDays(operator) ? 'days' : 'value');

function Row({ fields, row, rulesOnly, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const field = fields.find((item) => item.key === row.field);
  const operators = field ? operatorsFor(field.type, rulesOnly) : [];
  const chooseField = (key: string) => {
    const type = fields.find((item) => item.key === key)?.type;
    const operator = (type && operatorsFor(type, rulesOnly)[0]) ?? 'set';
    onChange({ field: key, operator, value: firstValue(operator) });
  };
  const chooseOperator = (operator: ConditionOperator) => {
    const keeps = row.operator !== 'oneOf' && operator !== 'oneOf' && valueKind(operator) === valueKind(row.operator);
    onChange({ field: row.field, operator, value: keeps ? row.value : firstValue(operator) });
  };
  return (
    <div className="condition-row">
      <Select
        className="fill"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('condition.field')}
        aria-label={t('condition.field')}
        value={row.field || undefined}
        options={fields.map((item) => ({ value: item.key, label: item.label }))}
        onChange={chooseField}
      />
      <Select
        className="fill"
        aria-label={t('condition.operator')}
        disabled={!field}
        value={row.operator}
        options={operators.map((value) => ({ value, label: t(`condition.${rulesOnly ? ruleWord(value) : 'op'}.${value}`) }))}
        onChange={chooseOperator}
      />
      <Button type="text" size="small" aria-label={t('condition.remove')} icon={<X size={14} />} onClick={onRemove} />
      {field && takesValue(row.operator) && (
        <div className="condition-value">
          <Value field={field} row={row} onChange={(value) => onChange({ ...row, value })} />
        </div>
      )}
    </div>
  );
}

function Value({ field, row, onChange }: { field: Field; row: ConditionRow; onChange: (value: unknown) => void }) {
  const { t } = useTranslation();
  const label = t('condition.value');
  if (takesDays(row.operator))
    return (
      <span className="condition-days">
        <InputNumber
          aria-label={t('condition.days')}
          precision={0}
          min={takesSpan(row.operator) ? 1 : -maxDays}
          max={maxDays}
          value={Number(row.value ?? 0)}
          onChange={(days) => onChange(days ?? (takesSpan(row.operator) ? 1 : 0))}
        />
        <span className="second">{t(takesSpan(row.operator) ? 'condition.daysLong' : 'condition.fromToday')}</span>
      </span>
    );
  const type = fieldType(field.type);
  // Blank stands for nothing chosen yet, and what a form forbids may still be compared with.
  const plain: Field = { ...field, required: false, readOnly: false };
  if (row.operator === 'oneOf' && type.ManyInput)
    return <type.ManyInput field={plain} label={label} value={row.value ?? null} onChange={(value) => onChange(value ?? [])} />;
  if (field.type === 'users') {
    const single = fieldType('user');
    return <single.Input field={{ ...plain, type: 'user' }} label={label} value={row.value ?? null} onChange={onChange} />;
  }
  if (field.type === 'multiSelect') {
    const single = fieldType('select');
    return <single.Input field={{ ...plain, type: 'select' }} label={label} value={row.value ?? null} onChange={onChange} />;
  }
  const Input = field.type === 'longText' ? fieldType('text').Input : type.Input;
  return <Input field={plain} label={label} value={row.value ?? null} onChange={onChange} />;
}
