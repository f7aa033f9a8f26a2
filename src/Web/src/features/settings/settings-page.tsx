import { Select } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveSettings, useSession } from '@/api/session';
import { AppearanceSettings } from '@/components/appearance-settings';
import { PageHeader } from '@/components/page-header';
import { useReport } from '@/components/use-report';
import { setTimeZone } from '@/lib/dates';
import { MailSettings } from './mail-settings';
import { PasswordForm } from './password-form';
import './settings.css';
import { Tokens } from './tokens';

/** What belongs to the person signed in. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { user, app } = useSession();
  return (
    <div className="page settings">
      <PageHeader title={t('settings.title')} />
      <Section title={t('settings.profile')} hint={t('settings.profileHint')}>
        <dl className="settings-facts">
          <dt>{t('settings.name')}</dt>
          <dd>{user.name}</dd>
          <dt>{t('settings.email')}</dt>
          <dd>{user.email}</dd>
        </dl>
      </Section>
      <Section title={t('settings.appearance')}>
        <div className="settings-fields">
          <AppearanceSettings />
          <TimeZone />
        </div>
      </Section>
      <Section title={t('settings.mail')} hint={app.mail ? t('settings.mailHint') : t('settings.mailOff')}>
        <MailSettings />
      </Section>
      <Section title={t('settings.password')}>
        <PasswordForm />
      </Section>
      <Section title={t('settings.tokens')} hint={t('settings.tokensHint')}>
        <Tokens />
      </Section>
    </div>
  );
}

function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="settings-section">
      <div>
        <h2>{title}</h2>
        {hint && <p className="second">{hint}</p>}
      </div>
      <div>{children}</div>
    </section>
  );
}

function TimeZone() {
  const { t } = useTranslation();
  const { user, app } = useSession();
  const save = useSaveSettings();
  const report = useReport();
  const options = useMemo(() => {
    const now = new Date();
    return [...new Set([app.timeZone, ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
      value: zone,
      label: `${zone.replaceAll('_', ' ')} (${offset(zone, now)})`,
    }));
  }, [app.timeZone]);
  return (
    <>
      <label htmlFor="settings-zone">{t('settings.timeZone')}</label>
      <Select
        id="settings-zone"
        className="fill"
        showSearch={{ optionFilterProp: 'label' }}
        value={user.timeZone ?? app.timeZone}
        options={options}
        onChange={(timeZone: string) => {
          setTimeZone(timeZone);
          save.mutate({ timeZone }, { onError: report });
        }}
      />
    </>
  );
}

function offset(zone: string, now: Date): string {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(now);
    return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  } catch {
    return '';
  }
}
