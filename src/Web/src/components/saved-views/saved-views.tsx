import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, type MenuProps } from 'antd';
import { ChevronDown, Star } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteView, loadView, saveView, type ViewContent, type ViewEntry } from '@/api/views';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import type { ListSearch } from '@/lib/list-search';
import { useText } from '@/lib/text';
import './saved-views.css';
import { useSavedViews } from './use-saved-views';
import { addressOf, addressOfAll, contentOf, differs } from './view-state';

const ViewDialog = lazy(async () => ({ default: (await import('./view-dialog')).ViewDialog }));

type Props = {
  form: string;
  address: ListSearch;
  defaultSort: string;
  /** Columns that were chosen outside the address; a new view keeps them. */
  columns?: string[];
  onApply: (address: ListSearch) => void;
};

/** Which saved view of the records is shown, the others, and what can be done with it. */
export function useViewControls({ form, address, defaultSort, columns, onApply }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  const report = useReport();
  const { modal, message } = App.useApp();
  const { views, roles, current } = useSavedViews(form, address);
  const [dialog, setDialog] = useState<'new' | 'edit' | null>(null);
  const shown = contentOf(address, defaultSort);
  const changed = current !== undefined && differs(current, address, defaultSort);
  const refresh = () => client.invalidateQueries({ queryKey: ['views'] });
  const save = useMutation({
    mutationFn: async ({ key, content }: { key: string; content: ViewContent }) => {
      const { body, version } = await loadView(key);
      const { key: same, title, form: of, order, access, default: opens } = body;
      await saveView({ key: same, title, form: of, order, access, default: opens, ...content }, version);
    },
    onSuccess: async () => {
      await refresh();
      message.success(t('views.saved'));
    },
    onError: report,
  });
  const remove = useMutation({
    mutationFn: (view: ViewEntry) => deleteView(view.key),
    onSuccess: async (_answer, gone) => {
      onApply(addressOfAll(views.filter((view) => view.key !== gone.key)));
      await refresh();
    },
    onError: report,
  });
  const askDelete = (view: ViewEntry) =>
    modal.confirm({
      title: t(view.private ? 'views.deleteAsk' : 'views.deleteSharedAsk', { title: text(view.title, view.key) }),
      okText: t('common.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: () => remove.mutate(view),
    });
  const act = {
    save: () => current && save.mutate({ key: current.key, content: shown }),
    saveAs: () => setDialog('new'),
    reset: () => current && onApply(addressOf(current, defaultSort)),
    edit: () => setDialog('edit'),
    delete: () => current && askDelete(current),
  };
  const choose = (view: ViewEntry) => onApply(addressOf(view, defaultSort));
  const entry = (view: ViewEntry) => ({
    key: `view ${view.key}`,
    label: text(view.title, view.key),
    extra: view.default ? <Star size={14} role="img" aria-label={t('views.opensFirst')} /> : undefined,
  });
  const section = (key: string, list: ViewEntry[]) =>
    list.length === 0 ? [] : [{ type: 'group' as const, key, label: t(`views.${key}`), children: list.map(entry) }];
  const action = (key: keyof typeof act, when: boolean, danger = false) =>
    when ? [{ key, label: t(`views.${key}`), danger }] : [];
  const items: MenuProps['items'] = [
    { key: 'all', label: t('views.all') },
    ...section(
      'mine',
      views.filter((view) => view.private),
    ),
    ...section(
      'shared',
      views.filter((view) => !view.private),
    ),
    { type: 'divider' },
    ...action('save', changed && current.can.update),
    ...action('reset', changed),
    ...action('saveAs', true),
    ...action('edit', current?.can.update === true),
    ...action('delete', current?.can.delete === true, true),
  ];
  const label = current ? text(current.title, current.key) : t('views.all');
  const menu = (
    <>
      <Dropdown
        trigger={['click']}
        autoFocus
        menu={{
          items,
          className: 'saved-views-menu',
          selectedKeys: [current ? `view ${current.key}` : 'all'],
          onClick: ({ key }) => {
            const view = views.find((item) => `view ${item.key}` === key);
            if (view) choose(view);
            else if (key === 'all') onApply(addressOfAll(views));
            else if (key in act) act[key as keyof typeof act]();
          },
        }}
      >
        <Button
          className="saved-views"
          aria-label={t('views.switch', { view: label })}
          icon={<ChevronDown size={16} />}
          iconPosition="end"
        >
          <span className="saved-views-name">{label}</span>
          {changed && <span className="saved-views-dot" aria-hidden />}
        </Button>
      </Dropdown>
      {dialog && (
        <Suspense fallback={null}>
          <ViewDialog
            form={form}
            view={dialog === 'edit' ? current : undefined}
            content={{ ...shown, columns: shown.columns ?? columns }}
            roles={roles}
            onClose={() => setDialog(null)}
            onSaved={async (document) => {
              setDialog(null);
              await refresh();
              if (dialog === 'new') onApply(addressOf(document, defaultSort));
            }}
          />
        </Suspense>
      )}
    </>
  );
  const isNarrowed = Boolean(address.filter ?? address.search);
  const strip = changed ? (
    <span className="saved-views-strip" role="group" aria-label={t('views.changed')}>
      <span>{t('views.changed')}</span>
      {current.can.update && <Quiet label={t('views.save')} onClick={act.save} busy={save.isPending} />}
      <Quiet label={t('views.saveAs')} onClick={act.saveAs} />
      <Quiet label={t('views.reset')} onClick={act.reset} />
    </span>
  ) : !current && isNarrowed ? (
    <span className="saved-views-strip">
      <Quiet label={t('views.saveThis')} onClick={act.saveAs} />
    </span>
  ) : null;
  return { menu, strip };
}

function Quiet({ label, onClick, busy }: { label: string; onClick: () => void; busy?: boolean }) {
  return (
    <Button type="link" size="small" loading={busy} onClick={onClick}>
      {label}
    </Button>
  );
}
