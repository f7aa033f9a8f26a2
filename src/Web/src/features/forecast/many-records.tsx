import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormInfo } from '@/api/forms';
import { listQuery } from '@/api/records';
import { Failed, Loading } from '@/components/states';
import { useFormat } from '@/lib/use-format';

type Props = { form: string; ids: number[]; label: string; title?: string; children: ReactNode };

/** More records than an address can name: a figure that lists them beside the page, each a link. */
export function ManyRecords({ form, ids, label, title, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="link forecast-figure figure"
        title={title}
        aria-label={label}
        onClick={() => setOpen(true)}
      >
        {children}
      </button>
      <Drawer open={open} onClose={() => setOpen(false)} title={label} destroyOnHidden>
        <RecordTitles form={form} ids={ids} />
      </Drawer>
    </>
  );
}

function RecordTitles({ form, ids }: { form: string; ids: number[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const title = useFormInfo(form)?.recordTitle;
  const { data, isError, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery(
    listQuery(form, { filter: { member: 'id', operator: 'in', values: ids }, limit: 100, fields: title, sort: '-updatedAt' }),
  );
  if (isError) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={8} />;
  const records = data.pages.flatMap((page) => page.items);
  return (
    <>
      <p className="second">{t('forecast.records', { shown: format.number(ids.length), count: ids.length })}</p>
      <ul className="forecast-records">
        {records.map((record) => (
          <li key={record.id}>
            <Link to="/f/$form/$id" params={{ form, id: String(record.id) }}>
              {(title && String(record[title] ?? '')) || `#${record.id}`}
            </Link>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetching} onClick={() => void fetchNextPage()}>
          {t('forecast.more')}
        </Button>
      )}
    </>
  );
}
