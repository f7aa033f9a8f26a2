import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import { listQuery, useRestoreRecord } from '@/api/records';
import type { FormInfo } from '@/api/types';
import { App } from '@/components/feedback';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import { UserName } from '@/fields/user/view';
import { currentLanguage, formPlural } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import './list.css';

export function RecycleBinPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const forms = useForms().filter((form) => form.can.read && form.can.delete);
  const { form: wanted } = useSearch({ from: '/app/settings/recycle-bin' });
  const form = forms.find((item) => item.key === wanted) ?? forms[0];
  return (
    <div className="page">
      <PageHeader title={t('nav.recycleBin')} />
      <p className="second">{t('bin.hint')}</p>
      {form && (
        <Select
          aria-label={t('bin.form')}
          showSearch={{ optionFilterProp: 'label' }}
          value={form.key}
          popupMatchSelectWidth={false}
          options={forms.map((item) => ({ value: item.key, label: formPlural(item, currentLanguage()) }))}
          onChange={(key: string) => void navigate({ to: '/settings/recycle-bin', search: { form: key } })}
        />
      )}
      {form ? <Deleted key={form.key} form={form} /> : <Empty text={t('bin.empty')} />}
    </div>
  );
}

function Deleted({ form }: { form: FormInfo }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const format = useFormat();
  const report = useReport();
  const restore = useRestoreRecord(form.key);
  const query = useInfiniteQuery(listQuery(form.key, { deleted: true, limit: 50, expand: '*', sort: '-updatedAt' }));
  if (query.isPending) return <Loading />;
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  const records = query.data.pages.flatMap((page) => page.items);
  if (records.length === 0) return <Empty text={t('bin.empty')} />;
  return (
    <ul className="bin">
      {records.map((record) => {
        const title = String(record[form.recordTitle] ?? `#${record.id}`);
        return (
          <li key={record.id}>
            <span className="grow">{title}</span>
            <span className="second">
              {typeof record.updatedBy === 'number' && (
                <>
                  <UserName id={record.updatedBy} />
                  {' · '}
                </>
              )}
              {format.instant(record.deletedAt)}
            </span>
            <Button
              aria-label={t('bin.restoreTitle', { title })}
              onClick={() =>
                restore.mutate(
                  { id: record.id, version: record.version },
                  { onError: report, onSuccess: () => void message.success(t('bin.restored', { title })) },
                )
              }
            >
              {t('bin.restore')}
            </Button>
          </li>
        );
      })}
      {query.hasNextPage && (
        <li>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('common.more')}
          </Button>
        </li>
      )}
    </ul>
  );
}
