import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PatternByExamples } from './pattern-by-examples';
import { partsOf } from './pattern-examples';
import { patterns, presetOf, type PatternName } from './pattern-presets';
import { SettingRow } from '@/components/settings/setting-inputs';

type Props = { value: string | undefined; onChange: (value: string | undefined) => void };

function isReadable(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

/** What a text must look like: a common form, or examples to be like; the expression itself for who knows one. */
export function PatternSetting({ value, onChange }: Props) {
  const { t } = useTranslation();
  const preset = presetOf(value);
  // One that examples made is shown as such; only another is shown as an expression.
  const [isMade] = useState(value !== undefined && !preset && partsOf(value) !== null);
  const [mode, setMode] = useState<'example' | 'raw'>(value && !preset && !isMade ? 'raw' : 'example');
  const [isOwn, setOwn] = useState(value !== undefined && !preset);
  const chosen = isOwn ? mode : (preset ?? '');
  const choose = (next: string) => {
    const own = next === 'example' || next === 'raw';
    setOwn(own);
    if (own) setMode(next);
    else onChange(next === '' ? undefined : patterns[next as PatternName]);
  };
  return (
    <>
      <SettingRow label={t('setting.pattern')}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            value={chosen}
            onChange={choose}
            options={[
              { value: '', label: t('pattern.any') },
              { value: 'example', label: t('pattern.example') },
              ...(Object.keys(patterns) as PatternName[]).map((name) => ({ value: name, label: t(`pattern.${name}`) })),
              { value: 'raw', label: t('pattern.raw') },
            ]}
          />
        )}
      </SettingRow>
      {chosen === 'example' && <PatternByExamples value={value} goesOn={isMade} onChange={onChange} />}
      {chosen === 'raw' && (
        <SettingRow
          label={t('pattern.rawLabel')}
          help={value && !isReadable(value) ? t('pattern.unreadable') : t('pattern.rawHelp')}
        >
          {(id) => (
            <Input
              id={id}
              value={value ?? ''}
              status={value && !isReadable(value) ? 'error' : undefined}
              onChange={(event) => onChange(event.target.value || undefined)}
            />
          )}
        </SettingRow>
      )}
    </>
  );
}
