import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import type { FieldSchema } from '@/api/types';
import { SettingRow } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { keyFault } from '@/lib/keys';
import { currentLanguage, formTitle } from '@/lib/text';
import { useDesigner, useDoc } from '../designer-store';
import { setX } from '../document';
import { pointsToSeveral, pointTo, pointToOne, pointToSeveral } from './relation';

export type RelationProps = {
  fieldKey: string;
  schema: FieldSchema;
  onChange: (change: (schema: FieldSchema) => FieldSchema, tag?: string) => void;
};

/** Which forms a relation points to, and what the list of records is called on the other side. */
export function TargetSetting({ fieldKey, schema, onChange }: RelationProps) {
  const { t } = useTranslation();
  const x = schema['x-field'];
  return (
    <>
      <Target fieldKey={fieldKey} schema={schema} onChange={onChange} />
      <TextPair
        label={t('setting.reverse')}
        value={x.reverse}
        onChange={(reverse) =>
          onChange((now) => setX(now, { reverse: Object.keys(reverse).length > 0 ? reverse : undefined }), `reverse:${fieldKey}`)
        }
      />
      <ReverseKey
        value={x.reverseKey ?? ''}
        onChange={(key) => onChange((now) => setX(now, { reverseKey: key || undefined }), `reverseKey:${fieldKey}`)}
      />
    </>
  );
}

/** One form, or one of several from record to record; how many is fixed once the field holds values. */
function Target({ fieldKey, schema, onChange }: RelationProps) {
  const { t } = useTranslation();
  const doc = useDoc();
  const isFixed = useDesigner((state) => state.isPublished(fieldKey));
  const forms = useForms();
  const x = schema['x-field'];
  const isSeveral = pointsToSeveral(schema);
  const options = [
    ...(forms.some((form) => form.key === doc.$id) ? [] : [{ value: doc.$id, label: formTitle(doc, currentLanguage()) }]),
    ...forms.map((form) => ({ value: form.key, label: formTitle(form, currentLanguage()) })),
  ];
  const shared = { className: 'fill', showSearch: { optionFilterProp: 'label' }, options } as const;
  return (
    <>
      <SettingRow label={t('setting.targetCount')} help={isFixed ? t('setting.targetFixed') : undefined}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            disabled={isFixed}
            value={isSeveral}
            options={[
              { value: false, label: t('setting.targetOne') },
              { value: true, label: t('setting.targetSeveral') },
            ]}
            onChange={(several: boolean) => onChange(several ? pointToSeveral : pointToOne)}
          />
        )}
      </SettingRow>
      <SettingRow
        label={t(isSeveral ? 'setting.targets' : 'setting.target')}
        help={isSeveral ? t('setting.targetsHelp') : undefined}
      >
        {(id) =>
          isSeveral ? (
            <Select
              {...shared}
              id={id}
              mode="multiple"
              placeholder={t('setting.targetChoose')}
              value={x.forms}
              onChange={(next: string[]) => onChange((now) => setX(now, { forms: next }))}
            />
          ) : (
            <Select
              {...shared}
              id={id}
              placeholder={t('setting.targetChoose')}
              disabled={isFixed && x.form !== undefined}
              value={x.form}
              onChange={(form: string) => onChange((now) => pointTo(now, form))}
            />
          )
        }
      </SettingRow>
    </>
  );
}

function ReverseKey({ value, onChange }: { value: string; onChange: (key: string) => void }) {
  const { t } = useTranslation();
  const fault = value && keyFault(value);
  return (
    <SettingRow
      label={t('setting.reverseKey')}
      help={fault ? t(`keyFault.${fault}`, { key: value }) : t('setting.reverseKeyHelp')}
    >
      {(id) => (
        <Input id={id} value={value} status={fault ? 'error' : undefined} onChange={(event) => onChange(event.target.value)} />
      )}
    </SettingRow>
  );
}
