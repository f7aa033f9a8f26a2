import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useForms, usePipelines } from '@/api/forms';
import type { FieldSchema, XField } from '@/api/types';
import { keyFault } from '@/lib/keys';
import { currentLanguage, formTitle, useText } from '@/lib/text';
import { useDesigner, useDoc } from '../designer-store';
import { dropUndefined } from '../document';
import { SettingRow } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';

type Props = {
  fieldKey: string;
  schema: FieldSchema;
  onChange: (change: (schema: FieldSchema) => FieldSchema, tag?: string) => void;
};

/** Which form a relation points to, and what the list of records is called on the other side. */
export function TargetSetting({ fieldKey, schema, onChange }: Props) {
  const { t } = useTranslation();
  const doc = useDoc();
  const isFixed = useDesigner((state) => state.isPublished(fieldKey));
  const forms = useForms();
  const x = schema['x-field'];
  const several = x.forms !== undefined;
  const options = [
    ...(forms.some((form) => form.key === doc.$id) ? [] : [{ value: doc.$id, label: formTitle(doc, currentLanguage()) }]),
    ...forms.map((form) => ({ value: form.key, label: formTitle(form, currentLanguage()) })),
  ];
  const set = (changes: Partial<XField>, tag?: string) =>
    onChange((now) => ({ ...now, 'x-field': dropUndefined({ ...now['x-field'], ...changes }) }), tag);
  const reverseKey = x.reverseKey ?? '';
  const fault = reverseKey && keyFault(reverseKey);
  return (
    <>
      <SettingRow label={t('setting.target')} help={isFixed ? t('setting.targetFixed') : undefined}>
        {(id) =>
          several ? (
            <Select
              id={id}
              className="fill"
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              value={x.forms}
              options={options}
              onChange={(next: string[]) => set({ forms: next })}
            />
          ) : (
            <Select
              id={id}
              className="fill"
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('setting.targetChoose')}
              disabled={isFixed && x.form !== undefined}
              value={x.form}
              options={options}
              onChange={(form: string) => set({ form })}
            />
          )
        }
      </SettingRow>
      <TextPair
        label={t('setting.reverse')}
        value={x.reverse}
        onChange={(reverse) => set({ reverse: Object.keys(reverse).length > 0 ? reverse : undefined }, `reverse:${fieldKey}`)}
      />
      {!several && (
        <SettingRow
          label={t('setting.reverseKey')}
          help={fault ? t(`keyFault.${fault}`, { key: reverseKey }) : t('setting.reverseKeyHelp')}
        >
          {(id) => (
            <Input
              id={id}
              value={reverseKey}
              status={fault ? 'error' : undefined}
              onChange={(event) => set({ reverseKey: event.target.value || undefined }, `reverseKey:${fieldKey}`)}
            />
          )}
        </SettingRow>
      )}
    </>
  );
}

/** The pipeline whose stages the field holds. */
export function PipelineSetting({ schema, onChange }: Omit<Props, 'fieldKey'>) {
  const { t } = useTranslation();
  const text = useText();
  const form = useDoc().$id;
  const options = usePipelines()
    .filter((pipeline) => pipeline.form === form)
    .map((pipeline) => ({ value: pipeline.key, label: text(pipeline.title, pipeline.key) }));
  const { pipeline } = schema['x-field'];
  return (
    <SettingRow label={t('setting.pipeline')} help={options.length === 0 ? t('setting.noPipeline') : undefined}>
      {(id) =>
        options.length === 0 ? (
          <Input
            id={id}
            value={pipeline ?? ''}
            onChange={(event) =>
              onChange((now) => ({ ...now, 'x-field': { ...now['x-field'], pipeline: event.target.value } }), 'pipeline')
            }
          />
        ) : (
          <Select
            id={id}
            className="fill"
            value={pipeline}
            showSearch={{ optionFilterProp: 'label' }}
            options={options}
            onChange={(key: string) => onChange((now) => ({ ...now, 'x-field': { ...now['x-field'], pipeline: key } }))}
          />
        )
      }
    </SettingRow>
  );
}
