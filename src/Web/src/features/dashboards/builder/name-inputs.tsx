import { Input } from 'antd';
import { Fragment, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Text } from '@/api/types';
import { ownFirst } from '@/lib/i18n';

type Props = { label: Text | undefined; onChange: (label: Text | undefined) => void };

/** A name of its own in both languages; without one, what is asked is called by its field. */
export function NameInputs({ label, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  return ownFirst().map(({ key, name }) => (
    <Fragment key={key}>
      <label htmlFor={id + key}>{t('builder.named', { language: name })}</label>
      <Input
        id={id + key}
        lang={key}
        maxLength={200}
        placeholder={t('builder.byItself')}
        value={label?.[key] ?? ''}
        onChange={(event) => {
          const next = { ...label, [key]: event.target.value || undefined };
          onChange(next.en || next['zh-CN'] ? next : undefined);
        }}
      />
    </Fragment>
  ));
}
