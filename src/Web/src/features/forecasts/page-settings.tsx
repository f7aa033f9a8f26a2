import { useTranslation } from 'react-i18next';
import type { ForecastDocument } from '@/api/forecasts';
import { RolesSetting } from '@/components/settings/roles-setting';
import { NumberSetting } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';

type Props = { document: ForecastDocument; onChange: (changes: Partial<ForecastDocument>, tag?: string) => void };

/** What the forecast is called, who sees it, and where it stands among the others. */
export function PageSettings({ document, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <section className="settings-body" aria-labelledby="forecast-page">
      <h2 id="forecast-page">{t('build.page')}</h2>
      <TextPair isName label={t('build.title')} value={document.title} onChange={(title) => onChange({ title }, 'title')} />
      <RolesSetting
        label={t('build.roles')}
        help={t('forecasts.rolesHelp')}
        value={document.roles}
        onChange={(roles) => onChange({ roles })}
      />
      <NumberSetting
        isWhole
        label={t('build.order')}
        help={t('forecasts.orderHelp')}
        value={document.order ?? 100}
        onChange={(order) => onChange({ order }, 'order')}
      />
    </section>
  );
}
