import { Button, Checkbox, Popover } from 'antd';
import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Field, FormModel } from '@/lib/form-model';

type Props = { model: FormModel; columns: Field[]; onChoose: (keys: string[] | null) => void };

export function ColumnPicker({ model, columns, onChoose }: Props) {
  const { t } = useTranslation();
  const shown = columns.map((field) => field.key);
  const rest = [...model.fields.values()].filter((field) => !shown.includes(field.key));
  const move = (index: number, by: number) => {
    const next = shown.toSpliced(index, 1);
    onChoose(next.toSpliced(index + by, 0, shown[index] ?? ''));
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="column-picker">
          {columns.map((field, index) => (
            <div key={field.key} className="column-line">
              <Checkbox checked disabled={index === 0} onChange={() => onChoose(shown.filter((key) => key !== field.key))}>
                {field.label}
              </Checkbox>
              <span className="grow" />
              {index > 1 && (
                <Button
                  type="text"
                  size="small"
                  aria-label={t('list.moveUp', { field: field.label })}
                  icon={<ArrowUp size={14} />}
                  onClick={() => move(index, -1)}
                />
              )}
              {index > 0 && index < columns.length - 1 && (
                <Button
                  type="text"
                  size="small"
                  aria-label={t('list.moveDown', { field: field.label })}
                  icon={<ArrowDown size={14} />}
                  onClick={() => move(index, 1)}
                />
              )}
            </div>
          ))}
          {rest.map((field) => (
            <div key={field.key} className="column-line">
              <Checkbox checked={false} onChange={() => onChoose([...shown, field.key])}>
                {field.label}
              </Checkbox>
            </div>
          ))}
          <Button type="text" block onClick={() => onChoose(null)}>
            {t('list.defaultColumns')}
          </Button>
        </div>
      }
    >
      <Button icon={<Columns3 size={16} />} aria-label={t('list.columns')} title={t('list.columns')} />
    </Popover>
  );
}
