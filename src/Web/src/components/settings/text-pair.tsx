import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, Text } from '@/api/types';
import { ownFirst } from '@/lib/i18n';
import { currentLanguage } from '@/lib/text';
import './settings.css';

type Props = {
  label: string;
  value: Text | string | undefined;
  onChange: (value: Text) => void;
  long?: boolean;
  /** Marks the input that a new field's name is typed into. */
  isName?: boolean;
};

const asText = (value: Text | string | undefined): Text => (typeof value === 'string' ? { en: value } : (value ?? {}));

/** A text in both languages, side by side, the reader's own first. */
export function TextPair({ label, value, onChange, long, isName }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const text = asText(value);
  const own = currentLanguage();
  const change = (language: Language, typed: string) => {
    const next = { ...text, [language]: typed };
    if (typed === '') delete next[language];
    onChange(next);
  };
  return (
    <div className="setting" role="group" aria-labelledby={id}>
      <span className="setting-label" id={id}>
        {label}
      </span>
      <div className="text-pair">
        {ownFirst().map(({ key: language }) => {
          const shared = {
            'aria-label': t('setting.inLanguage', { label, language: t(`language.${language}`) }),
            placeholder: t(`language.${language}`),
            maxLength: 1000,
            value: text[language] ?? '',
            'data-name': isName && language === own ? true : undefined,
          };
          return long ? (
            <Input.TextArea
              key={language}
              {...shared}
              autoSize={{ minRows: 2, maxRows: 6 }}
              onChange={(event) => change(language, event.target.value)}
            />
          ) : (
            <Input key={language} {...shared} onChange={(event) => change(language, event.target.value)} />
          );
        })}
      </div>
    </div>
  );
}
