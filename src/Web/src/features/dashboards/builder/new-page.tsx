import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { useForms } from '@/api/forms';
import { saveDashboard, type Dashboard } from '@/api/reports';
import { useSession } from '@/api/session';
import type { Text } from '@/api/types';
import { PageHeader } from '@/components/page-header';
import { useReport } from '@/components/use-report';
import { keyFromLabel } from '@/lib/keys';
import { ownFirst } from '@/lib/i18n';
import { currentLanguage, formPlural } from '@/lib/text';
import { Sharing } from './sharing';
import './edit-page.css';

const random = () => Math.random().toString(36).slice(2, 8);

/** A key in an address: from the English title, else the Chinese one, where it has letters. */
export const newKey = async (title: Text): Promise<string> =>
  (await keyFromLabel(title.en || title['zh-CN'] || '')) || `d_${random()}`;

/** A dashboard begins with a name, a form and who sees it; then it is built. */
export function NewDashboardPage() {
  const { t } = useTranslation();
  const id = useId();
  const navigate = useNavigate();
  const client = useQueryClient();
  const report = useReport();
  const { user } = useSession();
  const forms = useForms().filter((form) => form.can.read);
  const [title, setTitle] = useState<Text>({});
  const [chosen, setSource] = useState<string>();
  const [access, setAccess] = useState<Dashboard['access']>({ owner: user.id });
  const source = chosen ?? (forms.find((form) => form.pipelines.length > 0) ?? forms[0])?.key;
  const named = Boolean(title.en?.trim() || title['zh-CN']?.trim());
  const create = useMutation({
    mutationFn: async () => {
      const start = (key: string): Dashboard => ({
        key,
        title,
        order: 200,
        source: source ?? '',
        ...(access ? { access: { owner: user.id, ...access } } : { access: { owner: user.id, roles: ['*'] } }),
        widgets: [],
      });
      const key = await newKey(title);
      try {
        await saveDashboard(start(key), undefined);
        return key;
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 409)) throw error;
        const other = `${key.slice(0, 40)}_${random()}`;
        await saveDashboard(start(other), undefined);
        return other;
      }
    },
    onSuccess: async (key) => {
      await client.invalidateQueries({ queryKey: ['dashboards'] });
      await navigate({ to: '/d/$key/edit', params: { key }, replace: true });
    },
    onError: report,
  });
  return (
    <div className="page new-dashboard">
      <PageHeader title={t('builder.new')} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (named && source) create.mutate();
        }}
      >
        {ownFirst().map(({ key, name }, index) => (
          <div key={key}>
            <label htmlFor={id + key}>{t('builder.titleIn', { language: name })}</label>
            <Input
              id={id + key}
              lang={key}
              autoFocus={index === 0}
              maxLength={200}
              value={title[key] ?? ''}
              onChange={(event) => setTitle({ ...title, [key]: event.target.value || undefined })}
            />
          </div>
        ))}
        <div>
          <label htmlFor={`${id}form`}>{t('builder.about')}</label>
          <Select
            id={`${id}form`}
            value={source}
            showSearch={{ optionFilterProp: 'label' }}
            options={forms.map((form) => ({ value: form.key, label: formPlural(form, currentLanguage()) }))}
            onChange={setSource}
          />
        </div>
        <Sharing access={access} onChange={setAccess} />
        <div className="form-actions">
          <Button type="primary" htmlType="submit" disabled={!named || !source} loading={create.isPending}>
            {t('builder.create')}
          </Button>
        </div>
      </form>
    </div>
  );
}
