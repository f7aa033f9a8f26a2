import { Checkbox, Input, InputNumber } from 'antd';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './settings.css';

export function SettingRow({ label, help, children }: { label: string; help?: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="setting">
      <label className="setting-label" htmlFor={id}>
        {label}
      </label>
      {children(id)}
      {help && <div className="control-help">{help}</div>}
    </div>
  );
}

type FlagProps = { label: string; help?: string; value: boolean; disabled?: boolean; onChange: (value: boolean) => void };

export function FlagSetting({ label, help, value, disabled, onChange }: FlagProps) {
  return (
    <div className="setting">
      <Checkbox checked={value} disabled={disabled} onChange={(event) => onChange(event.target.checked)}>
        {label}
      </Checkbox>
      {help && <div className="control-help indented">{help}</div>}
    </div>
  );
}

type NumberProps = {
  label: string;
  value: number | undefined;
  min?: number;
  max?: number;
  isWhole?: boolean;
  disabled?: boolean;
  help?: string;
  onChange: (value: number | undefined) => void;
};

export function NumberSetting({ label, value, min, max, isWhole, disabled, help, onChange }: NumberProps) {
  return (
    <SettingRow label={label} help={help}>
      {(id) => (
        <InputNumber
          id={id}
          className="fill"
          value={value ?? null}
          min={min}
          max={max}
          precision={isWhole ? 0 : undefined}
          disabled={disabled}
          onChange={(next) => onChange(next ?? undefined)}
        />
      )}
    </SettingRow>
  );
}

const tokens = /\{(yyyy|yy|MM|dd)\}|\{(0+)\}/g;

/** How a running number is written, with the next one as an example. */
export function RunningNumberSetting({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const now = new Date();
  const parts: Record<string, string> = {
    yyyy: String(now.getFullYear()),
    yy: String(now.getFullYear() % 100).padStart(2, '0'),
    MM: String(now.getMonth() + 1).padStart(2, '0'),
    dd: String(now.getDate()).padStart(2, '0'),
  };
  const example = value.replace(tokens, (_, date: string | undefined, zeros: string | undefined) =>
    date ? (parts[date] ?? '') : '1'.padStart(zeros?.length ?? 1, '0'),
  );
  return (
    <SettingRow label={t('setting.runningNumber')} help={t('setting.runningNumberExample', { example })}>
      {(id) => <Input id={id} value={value} onChange={(event) => onChange(event.target.value)} />}
    </SettingRow>
  );
}
