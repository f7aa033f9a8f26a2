import { useTranslation } from 'react-i18next';
import type { FieldSchema, XField } from '@/api/types';
import type { Setting } from '@/fields/settings';
import { useDesigner } from '../designer-store';
import { dropUndefined } from '@/lib/changed';
import { DaySetting } from './day-setting';
import { OptionsSetting } from './options-setting';
import { PatternSetting } from './pattern-setting';
import { FlagSetting, NumberSetting, RunningNumberSetting } from '@/components/settings/setting-inputs';
import { PipelineSetting } from './pipeline-setting';
import { NarrowSetting } from '../relation/narrow-setting';
import { OfferSetting } from '../relation/offer-setting';
import { TargetSetting } from '../relation/target-setting';
import { TextPair } from '@/components/settings/text-pair';

type Props = {
  fieldKey: string;
  schema: FieldSchema;
  setting: Setting;
  onChange: (change: (schema: FieldSchema) => FieldSchema, tag?: string) => void;
};

/** Draws one setting of a type by its kind; what a type has of them stands beside the type. */
export function TypeSetting({ fieldKey, schema, setting, onChange }: Props) {
  const { t } = useTranslation();
  const isPublished = useDesigner((store) => store.isPublished(fieldKey));
  const x = schema['x-field'];
  const set = (changes: Partial<FieldSchema>, tag?: string) => onChange((now) => dropUndefined({ ...now, ...changes }), tag);
  const setX = (changes: Partial<XField>, tag?: string) =>
    onChange((now) => ({ ...now, 'x-field': dropUndefined({ ...now['x-field'], ...changes }) }), tag);
  switch (setting.kind) {
    case 'limit':
      return (
        <NumberSetting
          label={t(setting.label)}
          min={setting.min}
          max={setting.max}
          isWhole={schema.type !== 'number'}
          value={schema[setting.of]}
          onChange={(value) => set({ [setting.of]: value }, `${setting.of}:${fieldKey}`)}
        />
      );
    case 'number':
      return (
        <NumberSetting
          label={t(setting.label)}
          min={setting.min}
          max={setting.max}
          isWhole
          disabled={setting.isFixed && isPublished}
          help={setting.isFixed && isPublished ? t('setting.fixedOncePublished') : undefined}
          value={x[setting.of]}
          onChange={(value) => setX({ [setting.of]: value }, `${setting.of}:${fieldKey}`)}
        />
      );
    case 'flag':
      return (
        <FlagSetting
          label={t(setting.label)}
          help={setting.help && t(setting.help)}
          value={x[setting.of] === true}
          onChange={(value) => setX({ [setting.of]: value || undefined })}
        />
      );
    case 'texts':
      return (
        <TextPair
          label={t(setting.label)}
          value={x[setting.of]}
          onChange={(value) =>
            setX({ [setting.of]: Object.keys(value).length > 0 ? value : undefined }, `${setting.of}:${fieldKey}`)
          }
        />
      );
    case 'day':
      return (
        <DaySetting
          key={fieldKey}
          label={t(setting.label)}
          value={x[setting.of]}
          onChange={(value) => setX({ [setting.of]: value }, `${setting.of}:${fieldKey}`)}
        />
      );
    case 'pattern':
      return (
        <PatternSetting key={fieldKey} value={schema.pattern} onChange={(pattern) => set({ pattern }, `pattern:${fieldKey}`)} />
      );
    case 'options':
      return <OptionsSetting fieldKey={fieldKey} />;
    case 'target':
      return <TargetSetting fieldKey={fieldKey} schema={schema} onChange={onChange} />;
    case 'narrow':
      return <NarrowSetting fieldKey={fieldKey} schema={schema} onChange={onChange} />;
    case 'offer':
      return <OfferSetting fieldKey={fieldKey} schema={schema} onChange={onChange} />;
    case 'pipeline':
      return <PipelineSetting schema={schema} onChange={onChange} />;
    case 'runningNumber':
      return <RunningNumberSetting value={x.pattern ?? ''} onChange={(pattern) => setX({ pattern }, `number:${fieldKey}`)} />;
  }
}
