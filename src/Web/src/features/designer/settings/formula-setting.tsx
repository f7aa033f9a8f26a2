import { Select } from 'antd';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldSchema, FieldTypeKey } from '@/api/types';
import { ExpressionEditor } from '@/components/expression/expression-editor';
import type { Field } from '@/lib/form-model';
import { useDesigner, useDoc, useStore } from '../designer-store';
import { dropUndefined } from '@/lib/changed';
import { formulaTypes, SettingsContext } from '../type-settings';
import { useFields } from '../use-fields';
import { FlagSetting, SettingRow } from '@/components/settings/setting-inputs';

type Props = { field: Field; onChange: (change: (schema: FieldSchema) => FieldSchema, tag?: string) => void };

/** A computed field: what it gives, and from what; stored, or computed whenever it is read. */
export function FormulaSetting({ field, onChange }: Props) {
  const { t } = useTranslation();
  const store = useStore();
  const doc = useDoc();
  const types = useContext(SettingsContext);
  const fields = useFields().filter((other) => other.key !== field.key);
  const isPublished = useDesigner((state) => state.isPublished(field.key));
  const isLive = field.x.stored === false;
  const retype = (type: FieldTypeKey) =>
    onChange(({ title, 'x-field': x }) => {
      const { blank } = types[type];
      const { id, formula, stored } = x;
      return {
        ...blank,
        title,
        readOnly: true,
        'x-field': dropUndefined({ ...blank['x-field'], id, title: x.title, help: x.help, formula, stored }),
      };
    });
  return (
    <>
      <SettingRow label={t('formula.result')} help={isPublished ? t('setting.fixedOncePublished') : undefined}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            value={field.type}
            disabled={isPublished}
            options={formulaTypes(types).map((type) => ({ value: type, label: t(`fieldType.${type}`) }))}
            onChange={retype}
          />
        )}
      </SettingRow>
      <div className="setting">
        <span className="setting-label">{t('formula.label')}</span>
        <ExpressionEditor
          form={doc.$id}
          document={doc}
          fields={fields}
          field={field}
          use={isLive ? 'live' : 'formula'}
          hasRecords={store.published !== null}
          label={t('formula.label')}
          value={field.x.formula ?? ''}
          onChange={(formula) =>
            onChange((schema) => ({ ...schema, 'x-field': { ...schema['x-field'], formula } }), `formula:${field.key}`)
          }
        />
      </div>
      <FlagSetting
        label={t('formula.live')}
        help={t('formula.liveHelp')}
        value={isLive}
        disabled={isPublished}
        onChange={(live) =>
          onChange((schema) => ({
            ...schema,
            'x-field': dropUndefined({ ...schema['x-field'], stored: live ? false : undefined }),
          }))
        }
      />
    </>
  );
}
