import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ForecastSplit } from '@/api/forecasts';
import type { Fault, Language, Text } from '@/api/types';
import { ItemList } from '@/components/item-list/item-list';
import { FlagSetting, SettingRow } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { changed } from '@/lib/changed';
import type { Field } from '@/lib/form-model';
import { useText } from '@/lib/text';
import { Faults } from './faults';
import { ownerThen, splitBy, splitMembers } from './forecast-document';

const most = 8;

type Props = {
  splits: ForecastSplit[];
  members: ReadonlyMap<string, Field>;
  /** The field that holds the stage. */
  stage: string;
  faults: Fault[];
  onChange: (splits: ForecastSplit[]) => void;
};

/** By what the figures are split: by person, team, product. The first is shown first. */
export function SplitsSettings({ splits, members, stage, faults, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const choice = splitMembers(members);
  const options = choice.map((member) => ({ value: member.key, label: member.label }));
  const inBoth = (member: Field): Text =>
    member.system
      ? (Object.fromEntries(
          (['en', 'zh-CN'] satisfies Language[]).map((lng) => [lng, t(`system.${member.key}`, { lng })]),
        ) as Text)
      : (member.x.title ?? {});
  const unused = choice.filter((member) => !splits.some((split) => split.field === member.key));
  return (
    <section className="settings-body" aria-labelledby="forecast-splits">
      <h2 id="forecast-splits">{t('forecasts.splits')}</h2>
      <p className="second">{t('forecasts.splitsHelp', { max: most })}</p>
      <Faults faults={faults} place="/splits" />
      <ItemList
        items={splits}
        nameOf={(split) => text(split.title, split.key)}
        addLabel={t('forecasts.addSplit')}
        onAdd={() => {
          const [member] = unused;
          if (member && splits.length < most) onChange([...splits, splitBy(member, inBoth(member), splits, stage)]);
        }}
        onChange={onChange}
      >
        {(split, set) => {
          const then = ownerThen(split, stage);
          return (
            <>
              <SettingRow label={t('forecasts.splitBy')}>
                {(id) => (
                  <Select
                    id={id}
                    className="fill"
                    showSearch={{ optionFilterProp: 'label' }}
                    value={split.field}
                    options={options}
                    onChange={(field: string) => {
                      const member = members.get(field);
                      if (!member) return;
                      const others = splits.filter((item) => item !== split);
                      const next = splitBy(member, inBoth(member), others, stage);
                      onChange(splits.map((item) => (item === split ? next : item)));
                    }}
                  />
                )}
              </SettingRow>
              <TextPair isName label={t('forecasts.splitTitle')} value={split.title} onChange={(title) => set({ title })} />
              {then && (
                <FlagSetting
                  label={t('forecasts.ownerThen')}
                  help={t('forecasts.ownerThenHelp')}
                  value={split.wonBy === then}
                  onChange={(value) =>
                    onChange(splits.map((item) => (item === split ? changed(item, { wonBy: value ? then : undefined }) : item)))
                  }
                />
              )}
            </>
          );
        }}
      </ItemList>
    </section>
  );
}
