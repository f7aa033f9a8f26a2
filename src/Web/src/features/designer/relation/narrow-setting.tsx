import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { FlagSetting, SettingRow } from '@/components/settings/setting-inputs';
import { currentLanguage, fieldTitle, formTitle } from '@/lib/text';
import { useDoc } from '../designer-store';
import { narrowings, setNarrow, type Narrow } from './relation';
import type { RelationProps } from './target-setting';
import { useTarget } from './use-target';

/** Which records the picker offers first: those of the same customer, say. Others can still be found. */
export function NarrowSetting({ fieldKey, schema, onChange }: RelationProps) {
  const { t } = useTranslation();
  const doc = useDoc();
  const target = useTarget(schema);
  const { narrow } = schema['x-field'];
  if (!target) return null;
  const pairs = narrowings(doc, fieldKey, target);
  const [first] = pairs;
  const set = (next: Narrow | undefined) => onChange((now) => setNarrow(now, next));
  const label = (of: typeof doc, key: string) => fieldTitle(of.properties[key], key, currentLanguage());
  const fitting = pairs.find((pair) => pair.field === narrow?.field)?.by ?? [];
  return (
    <>
      <FlagSetting
        label={t('setting.narrow')}
        help={t(first || narrow ? 'setting.narrowHelp' : 'setting.narrowNone')}
        disabled={!first && !narrow}
        value={narrow !== undefined}
        onChange={(on) => set(on && first?.by[0] ? { field: first.field, by: first.by[0] } : undefined)}
      />
      {narrow && (
        <div className="setting-inner">
          <SettingRow label={t('setting.narrowField', { form: formTitle(target, currentLanguage()) })}>
            {(id) => (
              <Select
                id={id}
                className="fill"
                value={narrow.field}
                options={pairs.map(({ field }) => ({ value: field, label: label(target, field) }))}
                onChange={(field: string) => {
                  const by = pairs.find((pair) => pair.field === field)?.by ?? [];
                  set({ field, by: by.includes(narrow.by) ? narrow.by : (by[0] ?? '') });
                }}
              />
            )}
          </SettingRow>
          <SettingRow label={t('setting.narrowBy')}>
            {(id) => (
              <Select
                id={id}
                className="fill"
                value={narrow.by}
                options={fitting.map((key) => ({ value: key, label: label(doc, key) }))}
                onChange={(by: string) => set({ ...narrow, by })}
              />
            )}
          </SettingRow>
        </div>
      )}
    </>
  );
}
