import { useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { useSetUp, type SetupInput } from '@/api/session';
import type { Setup } from '@/api/types';
import { useReason } from '@/components/use-report';
import { applySession } from '@/lib/apply-session';
import { currentLanguage, useText } from '@/lib/text';
import { EntryField, passwordLength, PasswordRule } from './entry';

const zones = Intl.supportedValuesOf('timeZone');
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

function currencyName(code: string, language: string) {
  return `${code} · ${new Intl.DisplayNames([language], { type: 'currency' }).of(code) ?? ''}`;
}

export function SetupForm({ setup, token }: { setup: Setup; token?: string }) {
  const { t } = useTranslation();
  const text = useText();
  const reason = useReason();
  const navigate = useNavigate();
  const setUp = useSetUp();
  const language = currentLanguage();
  const [input, setInput] = useState<Omit<SetupInput, 'language' | 'token'>>({
    company: setup.suggested.company ?? '',
    currency: setup.suggested.currency ?? (language === 'zh-CN' ? 'CNY' : 'USD'),
    // The browser knows better where the person sits than the server does.
    timeZone: here || setup.suggested.timeZone || 'UTC',
    name: '',
    email: '',
    password: '',
    template: setup.templates[0]?.key ?? 'none',
    sampleData: true,
  });
  const set = (changes: Partial<typeof input>) => setInput((before) => ({ ...before, ...changes }));
  const faults = setUp.error instanceof ApiError ? setUp.error.errors : [];
  const errorOf = (key: string) => faults.find((fault) => fault.path === `/${key}`)?.message;
  const line = (key: 'company' | 'name' | 'email', type: string, autoComplete: string) => (
    <EntryField label={t(`setup.${key}`)} error={errorOf(key)}>
      {(id, describedBy) => (
        <Input
          id={id}
          type={type}
          required
          autoComplete={autoComplete}
          aria-describedby={describedBy}
          status={errorOf(key) ? 'error' : undefined}
          value={input[key]}
          onChange={(event) => set({ [key]: event.target.value })}
        />
      )}
    </EntryField>
  );
  const submit = () =>
    setUp.mutate(
      { ...input, token, language, sampleData: input.sampleData && input.template !== 'none' },
      { onSuccess: (session) => void applySession(session).then(() => navigate({ to: '/' })) },
    );

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {line('company', 'text', 'organization')}
      <EntryField label={t('setup.currency')} error={errorOf('currency')}>
        {(id) => (
          <Select
            id={id}
            showSearch={{ optionFilterProp: 'label' }}
            value={input.currency}
            options={[...new Set([input.currency, ...setup.currencies])].map((code) => ({
              value: code,
              label: currencyName(code, language),
            }))}
            onChange={(currency) => set({ currency })}
          />
        )}
      </EntryField>
      <EntryField label={t('setup.timeZone')} error={errorOf('timeZone')}>
        {(id) => (
          <Select
            id={id}
            showSearch
            value={input.timeZone}
            options={[...new Set([input.timeZone, ...zones])].map((zone) => ({ value: zone, label: zone }))}
            onChange={(timeZone) => set({ timeZone })}
          />
        )}
      </EntryField>
      {line('name', 'text', 'name')}
      {line('email', 'email', 'username')}
      <EntryField label={t('entry.password')} error={errorOf('password')}>
        {(id, describedBy) => (
          <>
            <Input.Password
              id={id}
              required
              autoComplete="new-password"
              aria-describedby={describedBy}
              value={input.password}
              onChange={(event) => set({ password: event.target.value })}
            />
            <PasswordRule password={input.password} />
          </>
        )}
      </EntryField>
      <fieldset className="entry-field">
        <legend>{t('setup.template')}</legend>
        {[...setup.templates, { key: 'none', title: t('setup.noTemplate'), description: t('setup.noTemplateHint') }].map(
          (template) => (
            <label key={template.key} className="template">
              <input
                type="radio"
                name="template"
                checked={input.template === template.key}
                onChange={() => set({ template: template.key })}
              />
              <span>
                <strong>{text(template.title, template.key)}</strong>
                <span className="second">{text(template.description)}</span>
              </span>
            </label>
          ),
        )}
      </fieldset>
      {input.template !== 'none' && (
        <Checkbox checked={input.sampleData} onChange={(event) => set({ sampleData: event.target.checked })}>
          {t('setup.sampleData')}
        </Checkbox>
      )}
      {setUp.isError && (
        <p className="entry-alert" role="alert">
          {reason(setUp.error)}
        </p>
      )}
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        block
        disabled={[...input.password].length < passwordLength}
        loading={setUp.isPending}
      >
        {t('setup.start')}
      </Button>
    </form>
  );
}
