import { DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SettingRow } from '@/components/settings/setting-inputs';
import { todayOfApp } from '@/lib/dates';
import { daysOf, fromToday, maxDays } from '@/lib/day-limit';
import { currentLanguage } from '@/lib/text';

const kinds = ['any', 'today', 'fixed'] as const;
type Kind = (typeof kinds)[number];
type Props = { label: string; value: string | undefined; onChange: (value: string | undefined) => void };

const kindOf = (value: string | undefined): Kind => (value === undefined ? 'any' : daysOf(value) === null ? 'fixed' : 'today');

/** A limit of days: none, a fixed day, or days counted from today. */
export function DaySetting({ label, value, onChange }: Props) {
  const { t } = useTranslation();
  // A fixed day that is not chosen yet is no limit, but shows where to choose it.
  const [isChoosing, setChoosing] = useState(false);
  const kind = value === undefined && isChoosing ? 'fixed' : kindOf(value);
  const choose = (next: Kind) => {
    setChoosing(next === 'fixed');
    onChange(next === 'any' ? undefined : next === 'today' ? fromToday(0) : todayOfApp());
  };
  return (
    <SettingRow label={label}>
      {(id) => (
        <div className="day-setting">
          <Select<Kind>
            id={id}
            className="fill"
            value={kind}
            options={kinds.map((key) => ({ value: key, label: t(`setting.day.${key}`) }))}
            onChange={choose}
          />
          {kind === 'today' && (
            <span className="condition-days">
              <InputNumber
                aria-label={`${label}: ${t('condition.days')}`}
                precision={0}
                min={-maxDays}
                max={maxDays}
                value={daysOf(value) ?? 0}
                onChange={(days) => onChange(fromToday(days ?? 0))}
              />
              <span className="second">{t('condition.fromToday')}</span>
            </span>
          )}
          {kind === 'fixed' && (
            <DatePicker
              className="fill"
              aria-label={`${label}: ${t('setting.day.fixed')}`}
              format={currentLanguage() === 'zh-CN' ? 'YYYY-MM-DD' : 'D MMM YYYY'}
              value={value === undefined ? null : dayjs(value)}
              onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : undefined)}
            />
          )}
        </div>
      )}
    </SettingRow>
  );
}
