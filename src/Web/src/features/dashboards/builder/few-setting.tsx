import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Measure, WidgetOptions } from '@/api/reports';
import { LookRow } from './look-row';

type Few = NonNullable<WidgetOptions['few']>;
type Props = {
  few: Few | undefined;
  measures: Measure[];
  nameOf: (id: string) => string;
  onChange: (few: Few | undefined) => void;
};
const usual = 10;

/** From which size on a group says something: smaller ones are muted and called few. */
export function FewSetting({ few, measures, nameOf, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <LookRow label={t('builder.few')} hint={t('builder.fewHint')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('builder.fewNot')}
            value={few?.measure}
            options={measures.map((measure) => ({ value: measure.id, label: nameOf(measure.id) }))}
            onChange={(measure: string | undefined) =>
              onChange(measure === undefined ? undefined : { measure, below: few?.below ?? usual })
            }
          />
        )}
      </LookRow>
      {few && (
        <LookRow label={t('builder.fewBelow')}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={1_000_000}
              precision={0}
              value={few.below}
              onChange={(below) => onChange({ ...few, below: below ?? usual })}
            />
          )}
        </LookRow>
      )}
    </>
  );
}
