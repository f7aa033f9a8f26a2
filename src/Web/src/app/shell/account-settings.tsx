import { useNavigate } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { LogOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSaveSettings, useSession, useSignOut } from '@/api/session';
import type { Density, Language, Theme } from '@/api/types';
import { useReport } from '@/components/use-report';
import { setAppearance, useAppearance } from '@/lib/appearance';
import { changeLanguage, languages } from '@/lib/i18n';
import { currentLanguage } from '@/lib/text';

/** Language, look and density take effect at once and are kept with the person. */
export default function AccountSettings() {
  const { t } = useTranslation();
  const { user } = useSession();
  const { theme, density } = useAppearance();
  const navigate = useNavigate();
  const report = useReport();
  const save = useSaveSettings();
  const signOut = useSignOut();
  return (
    <div className="account">
      <strong>{user.name}</strong>
      <span className="second">{user.email}</span>
      <span id="account-language">{t('account.language')}</span>
      <Segmented<Language>
        block
        aria-labelledby="account-language"
        value={currentLanguage()}
        options={languages.map(({ key, name }) => ({ value: key, label: name }))}
        onChange={(locale) => {
          void changeLanguage(locale);
          save.mutate({ locale }, { onError: report });
        }}
      />
      <span id="account-theme">{t('account.theme')}</span>
      <Segmented<Theme>
        block
        aria-labelledby="account-theme"
        value={theme}
        options={(['light', 'dark', 'system'] as const).map((value) => ({ value, label: t(`account.theme.${value}`) }))}
        onChange={(value) => {
          setAppearance({ theme: value });
          save.mutate({ theme: value }, { onError: report });
        }}
      />
      <span id="account-density">{t('account.density')}</span>
      <Segmented<Density>
        block
        aria-labelledby="account-density"
        value={density}
        options={(['comfortable', 'compact'] as const).map((value) => ({ value, label: t(`account.density.${value}`) }))}
        onChange={(value) => {
          setAppearance({ density: value });
          save.mutate({ density: value }, { onError: report });
        }}
      />
      <Button
        type="text"
        className="start"
        icon={<LogOut size={16} />}
        onClick={() => signOut.mutate(undefined, { onSettled: () => void navigate({ to: '/sign-in', search: {} }) })}
      >
        {t('account.signOut')}
      </Button>
    </div>
  );
}
