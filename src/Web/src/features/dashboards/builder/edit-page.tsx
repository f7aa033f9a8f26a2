import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useBlocker, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Dropdown, Modal } from 'antd';
import { History, Plus, Redo2, Settings, Undo2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { loadDashboard, saveDashboard, type Dashboard, type Widget, type WidgetType } from '@/api/reports';
import type { Fault } from '@/api/types';
import { VersionsDrawer } from '@/components/definition/versions-drawer';
import { App } from '@/components/feedback';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading, ToHome } from '@/components/states';
import { useReason } from '@/components/use-report';
import { usePhone } from '@/lib/media';
import { useText } from '@/lib/text';
import { isStill } from '@/widgets/registry';
import { freeId, freePlace } from '@/widgets/arrange';
import { SaveConflict } from './conflict';
import { DefaultSlot } from './default-slot';
import { EditGrid } from './grid';
import { newKey } from './new-page';
import { fitted, PageSettings } from './page-settings';
import { StillEditor } from './still-editor';
import { useDashboardWords } from './use-dashboard-words';
import { useHistory } from './use-history';
import { WidgetEditor } from './widget-editor';
import '@/components/definition/definition.css';
import './edit-page.css';

/** A dashboard while it is built. */
export function EditDashboardPage() {
  const { key } = useParams({ from: '/app/d/$key/edit' });
  const { t } = useTranslation();
  const phone = usePhone();
  const { data, isError, error, refetch } = useQuery({
    queryKey: ['dashboard-draft', key],
    queryFn: ({ signal }) => loadDashboard(key, signal),
    // What is being built must not change under the hands; a conflict shows when it is saved.
    staleTime: Infinity,
    gcTime: 0,
  });
  if (phone)
    return (
      <div className="page">
        <PageHeader title={t('dashboards.edit')} />
        <Empty text={t('builder.needsRoom')}>
          <Link to="/d/$key" params={{ key }}>
            {t('builder.toReading')}
          </Link>
        </Empty>
      </div>
    );
  if (!data)
    return (
      <div className="page">
        <PageHeader title={t('dashboards.edit')} />
        {isError ? <Failed error={error} onRetry={() => void refetch()} back={<ToHome />} /> : <Loading rows={8} />}
      </div>
    );
  return <Builder key={key} loaded={data.body} version={data.version} />;
}

const sizes: Partial<Record<WidgetType, [number, number]>> = { number: [3, 2], gauge: [3, 4], filter: [3, 2], text: [4, 3] };
/** A new figure gets the room its kind needs; one that was placed keeps its own. */
const sized = (widgets: Widget[], widget: Widget): Widget => {
  const [w, h] = sizes[widget.type] ?? [6, 6];
  return { ...widget, layout: freePlace(widgets, w, h) };
};

function faultsOf(errors: Fault[], widgets: Widget[]): Map<string, string> {
  const faults = new Map<string, string>();
  for (const { path, message } of errors) {
    const widget = widgets[Number(/^\/widgets\/(\d+)/.exec(path)?.[1] ?? -1)];
    if (widget) faults.set(widget.id, [faults.get(widget.id), message].filter(Boolean).join(' '));
  }
  return faults;
}

function Builder({ loaded, version: firstVersion }: { loaded: Dashboard; version: number | undefined }) {
  const { t } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const reason = useReason();
  const { message } = App.useApp();
  const { widget: editing } = useSearch({ from: '/app/d/$key/edit' });
  const { value: doc, change, undo, redo, reset, canUndo, canRedo } = useHistory<Dashboard>(() => loaded);
  const [saved, setSaved] = useState(loaded);
  const [version, setVersion] = useState(firstVersion);
  const [fresh, setFresh] = useState<Widget>();
  const [settings, setSettings] = useState(false);
  const [looking, setLooking] = useState(false);
  const words = useDashboardWords();
  const [removed, setRemoved] = useState<string>();
  const [faults, setFaults] = useState<Map<string, string>>(new Map());
  const [conflict, setConflict] = useState<{ fault: Fault | undefined }>();
  const dirty = useMemo(() => doc !== saved && JSON.stringify(doc) !== JSON.stringify(saved), [doc, saved]);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  const open = (id: string | undefined) => void navigate({ to: '.', search: { widget: id }, replace: id === undefined });
  const setWidgets = (widgets: Widget[], tag?: string) =>
    change((before) => (before.widgets === widgets ? before : { ...before, widgets }), tag);

  const save = useMutation({
    mutationFn: async ({ dashboard, at }: { dashboard: Dashboard; at: number | undefined }) => ({
      dashboard,
      version: await saveDashboard(dashboard, at),
    }),
    onSuccess: async ({ dashboard, version: next }) => {
      setSaved(doc);
      setVersion(next);
      setFaults(new Map());
      setConflict(undefined);
      message.success(t('builder.saved'));
      await client.invalidateQueries({ queryKey: ['dashboards'] });
      void client.invalidateQueries({ queryKey: ['versions', 'dashboards', dashboard.key] });
      if (dashboard.key !== doc.key) {
        reset(saved);
        await navigate({ to: '/d/$key/edit', params: { key: dashboard.key }, ignoreBlocker: true });
      }
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 409) return setConflict({ fault: error.errors[0] });
      if (error instanceof ApiError) setFaults(faultsOf(error.errors, doc.widgets));
      message.error(reason(error));
    },
  });
  const saveAt = (at: number | undefined) => save.mutate({ dashboard: fitted(doc), at });
  const reload = async () => {
    const now = await loadDashboard(doc.key);
    reset(now.body);
    setSaved(now.body);
    setVersion(now.version);
    setConflict(undefined);
    setFaults(new Map());
  };

  const add = (type: WidgetType) => {
    const id = freeId(doc.widgets);
    setFresh({ id, type, title: {}, layout: { x: 0, y: 0, w: 6, h: 6 } });
    open(id);
  };
  const put = (widget: Widget) => {
    const exists = doc.widgets.some((item) => item.id === widget.id);
    setWidgets(
      exists ? doc.widgets.map((item) => (item.id === widget.id ? widget : item)) : [...doc.widgets, sized(doc.widgets, widget)],
    );
    setFaults((before) => new Map([...before].filter(([id]) => id !== widget.id)));
    setFresh(undefined);
    open(undefined);
  };
  const copy = (id: string) => {
    const widget = doc.widgets.find((item) => item.id === id);
    if (!widget) return;
    const place = freePlace(doc.widgets, widget.layout.w, widget.layout.h);
    setWidgets([...doc.widgets, { ...widget, id: freeId(doc.widgets), layout: place }]);
  };
  const remove = (id: string) => {
    const widget = doc.widgets.find((item) => item.id === id);
    setWidgets(doc.widgets.filter((item) => item.id !== id));
    setRemoved(widget && text(widget.title, t(`dashboards.kind.${widget.type}`)));
  };

  const title = text(doc.title, doc.key);
  const edited =
    editing === undefined
      ? undefined
      : (doc.widgets.find((item) => item.id === editing) ?? (fresh?.id === editing ? fresh : undefined));
  const close = () => {
    setFresh(undefined);
    open(undefined);
  };
  const asking = blocker.status === 'blocked' && (
    <Modal
      open
      title={t('builder.leaveAsk')}
      onCancel={blocker.reset}
      footer={[
        <Button key="leave" danger onClick={blocker.proceed}>
          {t('builder.leave')}
        </Button>,
        <Button key="stay" type="primary" onClick={blocker.reset}>
          {t('builder.keepOn')}
        </Button>,
      ]}
    >
      <p>{t('builder.leaveHint')}</p>
    </Modal>
  );
  if (edited && !isStill(edited.type))
    return (
      <div className="edit-page">
        <PageHeader title={title} />
        <WidgetEditor key={edited.id} widget={edited} dashboard={doc} onDone={put} onCancel={close} />
        {asking}
      </div>
    );
  return (
    <div className="edit-page">
      <PageHeader title={title}>
        <span className="edit-state">{t(dirty ? 'builder.unsaved' : 'builder.editing')}</span>
      </PageHeader>
      <div className="edit-bar" role="toolbar" aria-label={t('dashboards.edit')}>
        <Dropdown
          trigger={['click']}
          autoFocus
          menu={{
            items: (['number', 'text', 'filter'] as const).map((type) => ({
              key: type,
              label: type === 'number' ? t('builder.figure') : t(`dashboards.kind.${type}`),
            })),
            onClick: (item) => add(item.key as WidgetType),
          }}
        >
          <Button icon={<Plus size={16} />}>{t('builder.add')}</Button>
        </Dropdown>
        <Button type="text" icon={<Undo2 size={16} />} aria-label={t('builder.undo')} disabled={!canUndo} onClick={undo} />
        <Button type="text" icon={<Redo2 size={16} />} aria-label={t('builder.redo')} disabled={!canRedo} onClick={redo} />
        <Button type="text" icon={<Settings size={16} />} onClick={() => setSettings(true)}>
          {t('builder.settings')}
        </Button>
        <Button type="text" icon={<History size={16} />} onClick={() => setLooking(true)}>
          {t('versions.title')}
        </Button>
        <span className="edit-gap" role="status">
          {removed && (
            <>
              {t('builder.removed', { title: removed })}{' '}
              <Button
                size="small"
                onClick={() => {
                  undo();
                  setRemoved(undefined);
                }}
              >
                {t('builder.undo')}
              </Button>
            </>
          )}
        </span>
        <Button onClick={() => void navigate({ to: '/d/$key', params: { key: doc.key } })}>{t('common.close')}</Button>
        <Button type="primary" disabled={!dirty} loading={save.isPending} onClick={() => saveAt(version)}>
          {t('builder.save')}
        </Button>
      </div>
      {doc.widgets.length === 0 ? (
        <Empty text={t('builder.emptyPage')}>
          <Button type="primary" icon={<Plus size={16} />} onClick={() => add('number')}>
            {t('builder.firstFigure')}
          </Button>
        </Empty>
      ) : (
        <div className="edit-scope">
          <DefaultSlot dashboard={doc} onChange={change}>
            <EditGrid widgets={doc.widgets} faults={faults} onChange={setWidgets} onEdit={open} onCopy={copy} onRemove={remove} />
          </DefaultSlot>
        </div>
      )}
      {settings && <PageSettings dashboard={doc} onChange={change} onClose={() => setSettings(false)} />}
      {looking && (
        <VersionsDrawer
          kind="dashboards"
          definition={doc.key}
          now={doc}
          words={words}
          onTake={(document) => change(document)}
          isSavedHere
          onClose={() => setLooking(false)}
        />
      )}
      {edited && <StillEditor key={edited.id} widget={edited} filters={doc.filters ?? []} onDone={put} onCancel={close} />}
      {conflict && (
        <SaveConflict
          fault={conflict.fault}
          onMine={() =>
            void loadDashboard(doc.key)
              .then((now) => saveAt(now.version))
              .catch(() => saveAt(undefined))
          }
          onTheirs={() => void reload()}
          onCopy={() =>
            void newKey(doc.title).then((key) =>
              save.mutate({
                dashboard: { ...fitted(doc), key: `${key.slice(0, 36)}_${Date.now().toString(36)}` },
                at: undefined,
              }),
            )
          }
          onCancel={() => setConflict(undefined)}
        />
      )}
      {asking}
    </div>
  );
}
