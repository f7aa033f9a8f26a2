import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormDocument } from '@/api/forms';
import type { FieldSchema } from '@/api/types';
import { SettingRow } from '@/components/settings/setting-inputs';
import { currentLanguage, fieldTitle } from '@/lib/text';
import { useDoc } from '../designer-store';
import { fits, parentsOf, type ParentDefault } from './parent-default';

type Props = {
  fieldKey: string;
  schema: FieldSchema;
  value: ParentDefault | undefined;
  onChange: (value: ParentDefault | undefined) => void;
};

/** Which relation, and which field of the record it points to. */
export function ParentSetting({ fieldKey, schema, value, onChange }: Props) {
  const { t } = useTranslation();
  const doc = useDoc();
  const parents = parentsOf(doc, fieldKey);
  const [chosen, setChosen] = useState(parents.length === 1 ? parents[0] : undefined);
  const relation = value?.relation ?? chosen;
  const form = (relation && doc.properties[relation]?.['x-field'].form) || '';
  const published = useFormDocument(form === doc.$id ? '' : form).data;
  const target = form === doc.$id ? doc : published;
  const label = (key: string, of: FieldSchema | undefined) => fieldTitle(of, key, currentLanguage());
  const fields = Object.entries(target?.properties ?? {}).filter(([, theirs]) => fits(schema, theirs));
  return (
    <>
      <SettingRow label={t('setting.parentRelation')}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            value={relation}
            placeholder={t('setting.parentChoose')}
            options={parents.map((key) => ({ value: key, label: label(key, doc.properties[key]) }))}
            onChange={(next: string) => {
              setChosen(next);
              onChange(undefined);
            }}
          />
        )}
      </SettingRow>
      {relation && (
        <SettingRow
          label={t('setting.parentField')}
          help={t(target && fields.length === 0 ? 'setting.parentNone' : 'setting.parentHelp')}
        >
          {(id) => (
            <Select
              id={id}
              className="fill"
              showSearch={{ optionFilterProp: 'label' }}
              loading={!target}
              value={value?.field}
              placeholder={t('setting.parentFieldChoose')}
              options={fields.map(([key, theirs]) => ({ value: key, label: label(key, theirs) }))}
              onChange={(field: string) => onChange({ relation, field })}
            />
          )}
        </SettingRow>
      )}
    </>
  );
}
