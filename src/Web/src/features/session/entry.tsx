import { Segmented } from 'antd';
import { Check, Circle } from 'lucide-react';
import { useEffect, useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '@/api/types';
import { changeLanguage, languages } from '@/lib/i18n';
import { currentLanguage } from '@/lib/text';
import './session.css';

/** One quiet column with the language on top; switching it keeps what was typed. */
export function Entry({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} – NoCodeCrm`;
  }, [title]);
  return (
    <main className="entry">
      <div className="entry-column">
        <div className="entry-head">
          <img src="/favicon.svg" alt="NoCodeCrm" width={32} height={32} />
          <Segmented<Language>
            aria-label={t('account.language')}
            value={currentLanguage()}
            options={languages.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={(language) => void changeLanguage(language)}
          />
        </div>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

type FieldProps = { label: string; error?: string; children: (id: string, describedBy: string | undefined) => ReactNode };

export function EntryField({ label, error, children }: FieldProps) {
  const id = useId();
  return (
    <div className="entry-field">
      <label htmlFor={id}>{label}</label>
      {children(id, error ? `${id}-error` : undefined)}
      {error && (
        <div id={`${id}-error`} className="entry-error">
          {error}
        </div>
      )}
    </div>
  );
}

export const passwordLength = 12;

/** Ticks itself while typing. */
export function PasswordRule({ password }: { password: string }) {
  const { t } = useTranslation();
  const length = [...password].length;
  const met = length >= passwordLength;
  return (
    <div className={met ? 'password-rule met' : 'password-rule'}>
      {met ? <Check size={14} aria-hidden /> : <Circle size={14} aria-hidden />}
      {t('entry.passwordRule', { count: passwordLength })}
      {!met && length > 0 && ` · ${length}`}
    </div>
  );
}
