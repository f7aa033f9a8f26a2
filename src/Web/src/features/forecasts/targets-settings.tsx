import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ForecastSplit, ForecastTargets } from '@/api/forecasts';
import type { Fault } from '@/api/types';
import { useMembers } from '@/components/filter/use-members';
import { ItemList } from '@/components/item-list/item-list';
import { FieldSetting } from '@/components/settings/field-setting';
import { FormSetting } from '@/components/settings/form-setting';
import { SettingRow } from '@/components/settings/setting-inputs';
import type { Field } from '@/lib/form-model';
import { useText } from '@/lib/text';
import { Faults } from './faults';
import { isDay, isFigure, meaning } from './forecast-document';

type Props = {
  targets: ForecastTargets | undefined;
  splits: ForecastSplit[];
  members: ReadonlyMap<string, Field>;
  faults: Fault[];
  onChange: (targets: ForecastTargets | undefined) => void;
};

/** Where the targets are written down that results are measured against; there need not be any. */
export function TargetsSettings({ targets, splits, members, faults, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const there = useMembers(targets?.form ?? '');
  const fields = [...there.values()];
  const fitting = (split: ForecastSplit) => {
    const member = members.get(split.field);
    return member ? fields.filter((field) => !field.key.includes('.') && meaning(field) === meaning(member)) : [];
  };
  const open = splits.filter((split) => !targets?.by.some((by) => by.split === split.key));
  const titleOf = (key: string) => text(splits.find((split) => split.key === key)?.title, key);
  const set = (changes: Partial<ForecastTargets>) => targets && onChange({ ...targets, ...changes });
  return (
    <section className="settings-body" aria-labelledby="forecast-targets">
      <h2 id="forecast-targets">{t('forecasts.targets')}</h2>
      <p className="second">{t('forecasts.targetsHelp')}</p>
      <Faults faults={faults} place="/targets" />
      <FormSetting
        label={t('forecasts.targetForm')}
        value={targets?.form}
        onChange={(form) => onChange({ form, start: '', amount: '', by: [] })}
        onClear={() => onChange(undefined)}
      />
      {targets && (
        <>
          <FieldSetting
            required
            label={t('forecasts.targetStart')}
            help={t('forecasts.targetStartHelp')}
            placeholder={t('forecasts.chooseField')}
            fields={fields.filter((field) => !field.key.includes('.') && isDay(field))}
            value={targets.start}
            onChange={(start) => set({ start: start ?? '' })}
          />
          <FieldSetting
            required
            label={t('forecasts.targetAmount')}
            placeholder={t('forecasts.chooseField')}
            fields={fields.filter((field) => !field.key.includes('.') && isFigure(field))}
            value={targets.amount}
            onChange={(amount) => set({ amount: amount ?? '' })}
          />
          <h3>{t('forecasts.targetBy')}</h3>
          <p className="second">{t('forecasts.targetByHelp')}</p>
          <ItemList
            items={targets.by.map((by) => ({ key: by.split, ...by }))}
            nameOf={(by) => titleOf(by.split)}
            addLabel={t('forecasts.addTarget')}
            onAdd={() => {
              const split = open.find((item) => fitting(item).length > 0) ?? open[0];
              if (split) set({ by: [...targets.by, { split: split.key, field: fitting(split)[0]?.key ?? '' }] });
            }}
            onChange={(by) => set({ by: by.map(({ split, field }) => ({ split, field })) })}
          >
            {(by, change) => {
              const split = splits.find((item) => item.key === by.split);
              return (
                <>
                  <SettingRow label={t('forecasts.targetSplit')}>
                    {(id) => (
                      <Select
                        id={id}
                        className="fill"
                        value={by.split}
                        options={splits
                          .filter((item) => item.key === by.split || open.includes(item))
                          .map((item) => ({ value: item.key, label: titleOf(item.key) }))}
                        onChange={(key: string) => {
                          const next = splits.find((item) => item.key === key);
                          change({ split: key, field: (next && fitting(next)[0]?.key) ?? '' });
                        }}
                      />
                    )}
                  </SettingRow>
                  <FieldSetting
                    required
                    label={t('forecasts.targetField')}
                    help={split && fitting(split).length === 0 ? t('forecasts.noTargetField') : undefined}
                    placeholder={t('forecasts.chooseField')}
                    fields={split ? fitting(split) : []}
                    value={by.field}
                    onChange={(field) => change({ field: field ?? '' })}
                  />
                </>
              );
            }}
          </ItemList>
        </>
      )}
    </section>
  );
}
