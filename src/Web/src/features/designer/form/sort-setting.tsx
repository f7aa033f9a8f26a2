import { Button, Select } from 'antd';
import { X } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { maxSortTerms, sortTerms, sortText } from './sort';

type Props = {
  label: string;
  help?: string;
  fields: readonly { key: string; label: string }[];
  value: string | undefined;
  onChange: (sort: string | undefined) => void;
};

/** An order by one field, and by others where that is the same. */
export function SortSetting({ label, help, fields, value, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const terms = sortTerms(value);
  const name = (key: string) => fields.find((field) => field.key === key)?.label ?? key;
  const put = (next: typeof terms) => onChange(sortText(next) || undefined);
  const free = fields.filter((field) => !terms.some((term) => term.member === field.key));
  return (
    <div className="setting" role="group" aria-labelledby={id}>
      <span className="setting-label" id={id}>
        {label}
      </span>
      {terms.map((term, index) => (
        <div key={term.member} className="setting-line">
          <span>{name(term.member)}</span>
          <Select
            size="small"
            aria-label={t('setting.sortWay', { field: name(term.member) })}
            value={term.isDescending}
            popupMatchSelectWidth={false}
            options={[
              { value: false, label: t('setting.ascending') },
              { value: true, label: t('setting.descending') },
            ]}
            onChange={(isDescending: boolean) => put(terms.with(index, { ...term, isDescending }))}
          />
          <Button
            type="text"
            size="small"
            aria-label={t('itemList.remove', { name: name(term.member) })}
            icon={<X size={14} />}
            onClick={() => put(terms.toSpliced(index, 1))}
          />
        </div>
      ))}
      {terms.length < maxSortTerms && (
        <Select
          className="fill"
          aria-label={`${label}: ${t('setting.addField')}`}
          placeholder={t('setting.addField')}
          showSearch={{ optionFilterProp: 'label' }}
          value={null}
          options={free.map((field) => ({ value: field.key, label: field.label }))}
          onChange={(member: string) => put([...terms, { member, isDescending: false }])}
        />
      )}
      {help && <div className="control-help">{help}</div>}
    </div>
  );
}
