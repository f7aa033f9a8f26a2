import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldTypesQuery } from '@/api/definitions';
import type { FieldSchema, FieldTypeKey } from '@/api/types';
import type { FieldSettings } from '@/fields/settings';
import { SettingRow } from '@/components/settings/setting-inputs';
import { useDesigner, useStore } from '../designer-store';
import { SettingsContext } from '../type-settings';

type Props = { fieldKey: string; schema: FieldSchema; onChange: (change: (schema: FieldSchema) => FieldSchema) => void };

/** The type of a field, to be changed into those that its values can become; publishing says first what becomes of each. */
export function RetypeSetting({ fieldKey, schema, onChange }: Props) {
  const { t } = useTranslation();
  const store = useStore();
  const types = useContext(SettingsContext);
  const isPublished = useDesigner((state) => state.isPublished(fieldKey));
  const known = useQuery(fieldTypesQuery).data;
  const type = schema['x-field'].type;
  // What can be chosen follows from what is published: a draft may change its mind.
  const origin = store.published?.properties[fieldKey] ?? schema;
  const from = origin['x-field'].type;
  const becomes = known?.find((item) => item.key === from)?.becomes ?? [];
  if (becomes.length === 0) return null;
  const change = (next: FieldTypeKey) =>
    onChange((now) => (next === from && isPublished ? back(now, origin) : become(now, types[next].blank)));
  return (
    <SettingRow label={t('setting.type')} help={isPublished && type !== from ? t('setting.retypeHelp') : undefined}>
      {(id) => (
        <Select
          id={id}
          className="fill"
          value={type}
          options={[from, ...becomes].map((key) => ({ value: key, label: t(`fieldType.${key}`) }))}
          onChange={change}
        />
      )}
    </SettingRow>
  );
}

// Limits and defaults of the old type mean nothing to the new one; options stay between kinds of choices.
function become(now: FieldSchema, blank: FieldSettings['blank']): FieldSchema {
  const { id, title, help, options } = now['x-field'];
  const isChoice = 'options' in blank['x-field'];
  return {
    ...blank,
    title: now.title,
    'x-field': { ...blank['x-field'], title, ...(id && { id }), ...(help && { help }), ...(isChoice && options && { options }) },
  };
}

const back = (now: FieldSchema, origin: FieldSchema): FieldSchema => ({
  ...origin,
  title: now.title,
  'x-field': { ...origin['x-field'], title: now['x-field'].title, ...(now['x-field'].help && { help: now['x-field'].help }) },
});
