import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Dropdown } from 'antd';
import { ChevronDown, EllipsisVertical, Lock, Pencil, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { deleteDashboard, loadDashboard, saveDashboard, type DashboardEntry } from '@/api/reports';
import { useSession } from '@/api/session';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import { usePhone } from '@/lib/media';
import { useText } from '@/lib/text';

type Props = { current: DashboardEntry | undefined; all: DashboardEntry[]; selected: string };

/** Which dashboard, and what can be done with it. */
export function PageMenu({ current, all, selected }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const report = useReport();
  const phone = usePhone();
  const { user } = useSession();
  const { modal, message } = App.useApp();
  const remove = useMutation({
    mutationFn: async (key: string) => deleteDashboard(key, (await loadDashboard(key)).version ?? 0),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['dashboards'] });
      await navigate({ to: '/dashboards' });
    },
    onError: report,
  });
  const copy = useMutation({
    mutationFn: async (key: string) => {
      const { body } = await loadDashboard(key);
      const next = `${key.slice(0, 36)}_${Date.now().toString(36)}`;
      await saveDashboard({ ...body, key: next, order: 200, access: { owner: user.id } }, undefined);
      return next;
    },
    onSuccess: async (key) => {
      await client.invalidateQueries({ queryKey: ['dashboards'] });
      message.success(t('dashboards.copied'));
      await navigate({ to: '/d/$key', params: { key } });
    },
    onError: report,
  });
  const act: Record<string, () => void> = {
    new: () => void navigate({ to: '/dashboards/new' }),
    copy: () => copy.mutate(selected),
    delete: () =>
      modal.confirm({
        title: t('dashboards.deleteAsk', { title: text(current?.title, selected) }),
        okText: t('common.delete'),
        okButtonProps: { danger: true },
        cancelText: t('common.cancel'),
        onOk: () => remove.mutate(selected),
      }),
  };
  return (
    <>
      {current?.private && <Lock size={16} className="third" aria-label={t('dashboards.private')} role="img" />}
      {all.length > 1 && (
        <Dropdown
          trigger={['click']}
          autoFocus
          menu={{
            selectedKeys: [selected],
            items: all.map((item) => ({
              key: item.key,
              label: text(item.title, item.key),
              icon: item.private ? <Lock size={14} aria-label={t('dashboards.private')} role="img" /> : undefined,
            })),
            onClick: (item) => void navigate({ to: '/d/$key', params: { key: item.key } }),
          }}
        >
          <button type="button" className="icon-button" aria-label={t('dashboards.switch')}>
            <ChevronDown size={16} aria-hidden />
          </button>
        </Dropdown>
      )}
      {!phone && current?.can.update && (
        <Link
          to="/d/$key/edit"
          params={{ key: selected }}
          className="icon-button"
          aria-label={t('dashboards.edit')}
          title={t('dashboards.edit')}
        >
          <Pencil size={16} aria-hidden />
        </Link>
      )}
      {!phone && (
        <Dropdown
          trigger={['click']}
          autoFocus
          menu={{
            items: [
              { key: 'new', label: t('builder.new'), icon: <Plus size={14} aria-hidden /> },
              { key: 'copy', label: t('dashboards.copy') },
              ...(current?.can.delete ? [{ key: 'delete', danger: true, label: t('dashboards.delete') }] : []),
            ],
            onClick: ({ key }) => act[key]?.(),
          }}
        >
          <button type="button" className="icon-button" aria-label={t('dashboards.actions')}>
            <EllipsisVertical size={16} aria-hidden />
          </button>
        </Dropdown>
      )}
    </>
  );
}
