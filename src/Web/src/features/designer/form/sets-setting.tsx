import { Button, Select } from 'antd';
import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  label: string;
  help: string;
  addLabel: string;
  fields: readonly { key: string; label: string }[];
  value: string[][] | undefined;
  onChange: (sets: string[][]) => void;
};

/** Sets of fields, each with one or several. A new one counts once it has its first field. */
export function SetsSetting({ label, help, addLabel, fields, value = [], onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [isAdding, setAdding] = useState(false);
  const sets = isAdding ? [...value, []] : value;
  const put = (next: string[][]) => onChange(next.filter((set) => set.length > 0));
  return (
    <div className="setting" role="group" aria-labelledby={id}>
      <span className="setting-label" id={id}>
        {label}
      </span>
      {sets.map((set, index) => (
        <div key={index} className="setting-line">
          <Select
            mode="multiple"
            aria-label={`${label} ${index + 1}`}
            placeholder={t('setting.setChoose')}
            showSearch={{ optionFilterProp: 'label' }}
            value={set}
            options={fields.map((field) => ({ value: field.key, label: field.label }))}
            onChange={(keys: string[]) => {
              setAdding(isAdding && index < value.length);
              put(sets.with(index, keys));
            }}
          />
          <Button
            type="text"
            size="small"
            aria-label={t('itemList.remove', { name: `${label} ${index + 1}` })}
            icon={<X size={14} />}
            onClick={() => {
              setAdding(isAdding && index < value.length);
              put(sets.toSpliced(index, 1));
            }}
          />
        </div>
      ))}
      {!isAdding && (
        <div>
          <Button size="small" icon={<Plus size={14} />} onClick={() => setAdding(true)}>
            {addLabel}
          </Button>
        </div>
      )}
      <div className="control-help">{help}</div>
    </div>
  );
}
