import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePipelines } from '@/api/forms';
import type { FieldSchema } from '@/api/types';
import { SettingRow } from '@/components/settings/setting-inputs';
import { useText } from '@/lib/text';
import { useDoc } from '../designer-store';
import { setX } from '../document';

type Props = {
  schema: FieldSchema;
  onChange: (change: (schema: FieldSchema) => FieldSchema, tag?: string) => void;
};

/** The pipeline whose stages the field holds. */
export function PipelineSetting({ schema, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const form = useDoc().$id;
  const options = usePipelines()
    .filter((pipeline) => pipeline.form === form)
    .map((pipeline) => ({ value: pipeline.key, label: text(pipeline.title, pipeline.key) }));
  const { pipeline } = schema['x-field'];
  const set = (key: string, tag?: string) => onChange((now) => setX(now, { pipeline: key }), tag);
  return (
    <SettingRow label={t('setting.pipeline')} help={options.length === 0 ? t('setting.noPipeline') : undefined}>
      {(id) =>
        options.length === 0 ? (
          <Input id={id} value={pipeline ?? ''} onChange={(event) => set(event.target.value, 'pipeline')} />
        ) : (
          <Select
            id={id}
            className="fill"
            value={pipeline}
            showSearch={{ optionFilterProp: 'label' }}
            options={options}
            onChange={(key: string) => set(key)}
          />
        )
      }
    </SettingRow>
  );
}
