import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { FlagSetting, SettingRow } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { currentLanguage, fieldTitle, formTitle } from '@/lib/text';
import { useDoc } from '../designer-store';
import { conditionsOf, offerTitle, setOffer, type Offer } from './relation';
import type { RelationProps } from './target-setting';
import { useTarget } from './use-target';

/** A button on the page of the record pointed to, which creates a record of this form for it. */
export function OfferSetting({ fieldKey, schema, onChange }: RelationProps) {
  const { t } = useTranslation();
  const doc = useDoc();
  const target = useTarget(schema);
  const { offer } = schema['x-field'];
  if (!target) return null;
  const conditions = conditionsOf(target);
  const [first] = conditions;
  const form = formTitle(target, currentLanguage());
  const set = (next: Offer | undefined, tag?: string) => onChange((now) => setOffer(now, next), tag);
  return (
    <>
      <FlagSetting
        label={t('setting.offer', { form })}
        help={t(first || offer ? 'setting.offerHelp' : 'setting.offerNone', { form })}
        disabled={!first && !offer}
        value={offer !== undefined}
        onChange={(on) => set(on && first ? { title: offerTitle(doc), while: first } : undefined)}
      />
      {offer && (
        <div className="setting-inner">
          <TextPair
            label={t('setting.offerTitle')}
            value={offer.title}
            onChange={(title) => set({ ...offer, title }, `offer:${fieldKey}`)}
          />
          <SettingRow label={t('setting.offerWhile', { form })} help={t('setting.offerWhileHelp')}>
            {(id) => (
              <Select
                id={id}
                className="fill"
                value={offer.while}
                options={conditions.map((key) => ({
                  value: key,
                  label: fieldTitle(target.properties[key], key, currentLanguage()),
                }))}
                onChange={(key: string) => set({ ...offer, while: key })}
              />
            )}
          </SettingRow>
        </div>
      )}
    </>
  );
}
