import { Button, Tabs } from 'antd';
import { Copy, Trash2 } from 'lucide-react';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldSchema } from '@/api/types';
import { layoutFor, layoutKeys } from '@/components/form/default-layout';
import { fieldOf } from '@/lib/form-model';
import { currentLanguage } from '@/lib/text';
import { duplicate, removeSelected, retitle } from '../actions';
import { useDesigner, useDoc, useField, useStore } from '../designer-store';
import { detailOf, isOnCreate, setField, setOnCreate, setRequired, updateElement } from '../document';
import { dropUndefined } from '@/lib/changed';
import { elementAt, findControl } from '../layout-tree';
import { SettingsContext } from '../type-settings';
import { useDraftModel } from '../use-fields';
import { AccessTab } from './access-tab';
import { DefaultSetting } from './default-setting';
import { Faults } from './faults';
import { FormulaSetting } from './formula-setting';
import { KeySetting } from './key-setting';
import { RetypeSetting } from './retype-setting';
import { RulesTab } from './rules-tab';
import { FlagSetting } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { TypeSetting } from './type-setting';
import { UsedIn } from './used-in';

/** Everything about one field. */
export function FieldSettings({ fieldKey, tab, onTab }: { fieldKey: string; tab: string; onTab: (tab: string) => void }) {
  const { t } = useTranslation();
  const schema = useField(fieldKey);
  if (!schema) return null;
  const type = t(schema['x-field'].formula === undefined ? `fieldType.${schema['x-field'].type}` : 'fieldType.formula');
  return (
    <>
      <h2>{type}</h2>
      <Faults path={`/properties/${fieldKey}`} />
      <Tabs
        size="small"
        activeKey={tab}
        onChange={onTab}
        items={[
          { key: 'general', label: t('designer.general'), children: <GeneralTab fieldKey={fieldKey} schema={schema} /> },
          { key: 'rules', label: t('designer.rules'), children: <RulesTab fieldKey={fieldKey} schema={schema} /> },
          { key: 'access', label: t('designer.access'), children: <AccessTab fieldKey={fieldKey} /> },
        ]}
      />
    </>
  );
}

function GeneralTab({ fieldKey, schema }: { fieldKey: string; schema: FieldSchema }) {
  const { t } = useTranslation();
  const store = useStore();
  const types = useContext(SettingsContext);
  const isRequired = useDesigner((state) => state.doc().required?.includes(fieldKey) ?? false);
  const x = schema['x-field'];
  const settings = types[x.type];
  const isFormula = x.formula !== undefined;
  const field = { ...fieldOf(store.doc(), fieldKey, schema, currentLanguage()), required: isRequired };
  const change = (next: (schema: FieldSchema) => FieldSchema, tag?: string) =>
    store.edit((doc) => setField(doc, fieldKey, next), tag);
  const setX = (changes: Partial<FieldSchema['x-field']>, tag?: string) =>
    change((now) => ({ ...now, 'x-field': dropUndefined({ ...now['x-field'], ...changes }) }), tag);
  const texts = (name: 'help' | 'placeholder') => (value: object) =>
    setX({ [name]: Object.keys(value).length > 0 ? value : undefined }, `${name}:${fieldKey}`);
  return (
    <div className="settings-body">
      <TextPair
        isName
        label={t('setting.label')}
        value={{ ...(schema.title && !x.title?.['zh-CN'] && { en: schema.title }), ...x.title }}
        onChange={(title) => retitle(store, fieldKey, title)}
      />
      <KeySetting fieldKey={fieldKey} />
      {!isFormula && <RetypeSetting fieldKey={fieldKey} schema={schema} onChange={change} />}
      {isFormula && <FormulaSetting field={field} onChange={change} />}
      {settings.settings
        .filter((setting) => !isFormula || setting.kind === 'number' || setting.kind === 'texts' || setting.kind === 'flag')
        .map((setting, index) => (
          <TypeSetting key={index} fieldKey={fieldKey} schema={schema} setting={setting} onChange={change} />
        ))}
      {!isFormula && settings.canBeRequired !== false && (
        <FlagSetting
          label={t('setting.required')}
          value={isRequired}
          onChange={(value) => store.edit((doc) => setRequired(doc, fieldKey, value))}
        />
      )}
      {settings.canBeUnique && x.stored !== false && (
        <FlagSetting
          label={t('setting.unique')}
          help={t('setting.uniqueHelp')}
          value={x.unique === true}
          onChange={(value) => setX({ unique: value || undefined })}
        />
      )}
      {!isFormula && settings.defaults && (
        <DefaultSetting
          key={fieldKey}
          field={field}
          kinds={settings.defaults}
          onChange={(value) => setX({ default: value }, `default:${fieldKey}`)}
        />
      )}
      <TextPair long label={t('setting.help')} value={x.help} onChange={texts('help')} />
      {settings.hasPlaceholder && !isFormula && (
        <TextPair label={t('setting.placeholder')} value={x.placeholder} onChange={texts('placeholder')} />
      )}
      <FlagSetting
        label={t('setting.hidden')}
        help={t('setting.hiddenHelp')}
        value={x.hidden === true}
        onChange={(value) => setX({ hidden: value || undefined })}
      />
      <OnForm fieldKey={fieldKey} isComputed={field.readOnly} />
      <UsedIn fieldKey={fieldKey} />
      <div className="setting-actions">
        <Button icon={<Copy size={14} />} onClick={() => duplicate(store)}>
          {t('designer.duplicate')}
        </Button>
        <Button danger icon={<Trash2 size={14} />} onClick={() => removeSelected(store)}>
          {t('designer.deleteField')}
        </Button>
      </div>
    </div>
  );
}

/** Where the field stands: on the create form too, and how wide. */
function OnForm({ fieldKey, isComputed }: { fieldKey: string; isComputed: boolean }) {
  const { t } = useTranslation();
  const store = useStore();
  const doc = useDoc();
  const model = useDraftModel();
  const generated = layoutKeys(layoutFor(model, 'create'));
  const path = findControl(detailOf(doc), fieldKey);
  const element = path && elementAt(detailOf(doc), path);
  return (
    <>
      {!isComputed && (
        <FlagSetting
          label={t('setting.onCreate')}
          value={isOnCreate(doc, fieldKey, generated)}
          onChange={(value) => store.edit((now) => setOnCreate(now, fieldKey, value, generated))}
        />
      )}
      {path && element && (
        <FlagSetting
          label={t('setting.wide')}
          value={element.options?.span === 2}
          onChange={(value) =>
            store.edit((now) =>
              updateElement(now, path, (it) =>
                dropUndefined({ ...it, options: value ? { ...it.options, span: 2 } : withoutSpan(it.options) }),
              ),
            )
          }
        />
      )}
    </>
  );
}

function withoutSpan(options: { span?: number } | undefined) {
  const rest = { ...options };
  delete rest.span;
  return Object.keys(rest).length > 0 ? rest : undefined;
}
