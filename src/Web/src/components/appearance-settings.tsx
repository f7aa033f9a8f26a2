import { Segmented } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveSettings } from '@/api/session';
import type { Density, Language, Theme } from '@/api/types';
import { setAppearance, useAppearance } from '@/lib/appearance';
import { changeLanguage, languages } from '@/lib/i18n';
import { currentLanguage } from '@/lib/text';
import { useReport } from './use-report';

/** Language, look and density take effect at once and are kept with the person. */
export function AppearanceSettings() {
  const { t } = useTranslation();
  const id = useId();
  const { theme, density } = useAppearance();
  const report = useReport();
  const save = useSaveSettings();
  return (
    <>
      <span id={`${id}language`}>{t('account.language')}</span>
      <Segmented<Language>
        block
        aria-labelledby={`${id}language`}
        value={currentLanguage()}
        options={languages.map(({ key, name }) => ({ value: key, label: name }))}
        onChange={(locale) => {
          void changeLanguage(locale);
          save.mutate({ locale }, { onError: report });
        }}
      />
      <span id={`${id}theme`}>{t('account.theme')}</span>
      <Segmented<Theme>
        block
        aria-labelledby={`${id}theme`}
        value={theme}
        options={(['light', 'dark', 'system'] as const).map((value) => ({ value, label: t(`account.theme.${value}`) }))}
        onChange={(value) => {
          setAppearance({ theme: value });
          save.mutate({ theme: value }, { onError: report });
        }}
      />
      <span id={`${id}density`}>{t('account.density')}</span>
      <Segmented<Density>
        block
        aria-labelledby={`${id}density`}
        value={density}
        options={(['comfortable', 'compact'] as const).map((value) => ({ value, label: t(`account.density.${value}`) }))}
        onChange={(value) => {
          setAppearance({ density: value });
          save.mutate({ density: value }, { onError: report });
        }}
      />
    </>
  );
}
