import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { notificationKinds, notificationsQuery, useMarkRead } from '@/api/notifications';
import { NotificationLine } from '@/components/notification-line';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import '@/components/notification-list.css';
import './notifications.css';

export function NotificationsPage() {
  const { t } = useTranslation();
  const filter = useSearch({ from: '/app/notifications' });
  const navigate = useNavigate();
  const report = useReport();
  const read = useMarkRead();
  const query = useInfiniteQuery(notificationsQuery(filter));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const show = (next: typeof filter) => void navigate({ to: '/notifications', search: next, replace: true });
  return (
    <div className="page notifications">
      <PageHeader title={t('bell.title')} />
      <div className="notifications-bar">
        <Select
          aria-label={t('bell.kindLabel')}
          value={filter.kind ?? ''}
          options={[
            { value: '', label: t('bell.anyKind') },
            ...notificationKinds.map((kind) => ({ value: kind, label: t(`bell.filter.${kind}`) })),
          ]}
          onChange={(kind) => show({ ...filter, kind: notificationKinds.find((it) => it === kind) })}
        />
        <Checkbox
          checked={filter.unread === true}
          onChange={(event) => show({ ...filter, unread: event.target.checked || undefined })}
        >
          {t('bell.onlyUnread')}
        </Checkbox>
        <Button disabled={!query.data?.pages[0]?.unread} onClick={() => read.mutate({ all: true }, { onError: report })}>
          {t('bell.readAll')}
        </Button>
      </div>
      {query.isPending && <Loading rows={6} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && (
        <Empty text={filter.kind || filter.unread ? t('bell.noMatch') : t('bell.nothing')}>
          {(filter.kind || filter.unread) && <Button onClick={() => show({})}>{t('bell.showAll')}</Button>}
        </Empty>
      )}
      <ul>
        {items.map((item) => (
          <NotificationLine key={item.id} item={item} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('record.earlier')}
        </Button>
      )}
    </div>
  );
}
