import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Conversion } from '@/api/definitions';
import { SettingRow } from '@/components/settings/setting-inputs';

/** Ways to write the last day of 2024, by the pattern that reads them; one digit or two. The first is what is read unless another is chosen. */
const writings: [pattern: string, example: string, order: 'year' | 'day' | 'month'][] = [
  ['', '2024-12-31, 2024/12/31, 2024年12月31日', 'year'],
  ['d/M/yyyy', '31/12/2024', 'day'],
  ['M/d/yyyy', '12/31/2024', 'month'],
  ['d.M.yyyy', '31.12.2024', 'day'],
  ['d-M-yyyy', '31-12-2024', 'day'],
  ['M-d-yyyy', '12-31-2024', 'month'],
  ['yyyy.M.d', '2024.12.31', 'year'],
  ['yyyyMMdd', '20241231', 'year'],
];

const isDay = (type: string) => type === 'date' || type === 'dateTime';
/** Where texts become days, somebody must say in which order day and month stand. */
export const readsDates = ({ from, to }: Conversion) => isDay(to) && !isDay(from);

export function DateWriting({ value, onChange }: { value: string; onChange: (pattern: string) => void }) {
  const { t } = useTranslation();
  return (
    <section className="sheet-section">
      <SettingRow label={t('conversion.dateFormat')} help={t('conversion.dateFormatHelp')}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            value={value}
            options={writings.map(([pattern, example, order]) => ({
              value: pattern,
              label: t('conversion.dateOrder', { example, order: t(`conversion.first.${order}`) }),
            }))}
            onChange={onChange}
          />
        )}
      </SettingRow>
    </section>
  );
}
