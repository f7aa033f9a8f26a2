import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteDefinition, readDefinition, versionsQuery, type Draft } from '@/api/definitions';
import { formsQuery } from '@/api/forms';
import type { FormDocument } from '@/api/types';
import { App } from '@/components/feedback';
import { PageHeader } from '@/components/page-header';
import { useReport } from '@/components/use-report';
import { currentLanguage, formTitle } from '@/lib/text';
import { Canvas } from './canvas';
import { useDesigner, useStore } from './designer-store';
import { FaultList } from './fault-list';
import { Notices } from './notices';
import { Palette } from './palette';
import { SettingsPane } from './settings/settings-pane';
import { Toolbar, type ToolbarAct } from './toolbar';
import { useDraft } from '@/components/definition/use-draft';

const Preview = lazy(() => import('./preview').then((part) => ({ default: part.Preview })));
const PublishSheet = lazy(() => import('./publish-sheet').then((part) => ({ default: part.PublishSheet })));
const VersionsDrawer = lazy(() => import('./versions-drawer').then((part) => ({ default: part.VersionsDrawer })));
const ExpertView = lazy(() => import('./expert-view').then((part) => ({ default: part.ExpertView })));
const ImportDialog = lazy(() => import('./import-dialog').then((part) => ({ default: part.ImportDialog })));

type Props = { form: string; draft: Draft<FormDocument> | null; currentVersion: number | null; onReload: () => void };

/** Palette, canvas and settings around one document. */
export function Designer({ form, draft, currentVersion, onReload }: Props) {
  const { t } = useTranslation();
  const store = useStore();
  const client = useQueryClient();
  const navigate = useNavigate();
  const report = useReport();
  const { modal, message } = App.useApp();
  const work = useDraft(store, 'forms', form, draft?.revision ?? null);
  const [open, setOpen] = useState<ToolbarAct | null>(null);
  const [isBehind, setBehind] = useState(draft !== null && draft.baseVersion !== currentVersion);
  const [spoken, setSpoken] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const title = useDesigner((state) => formTitle(state.doc(), currentLanguage()));
  const faults = useDesigner((state) => state.faults());
  const newest = useQuery({ ...versionsQuery('forms', form), enabled: isBehind }).data;

  useEffect(() => {
    const keyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || event.altKey) return;
      // Dialogs and code keep their own history.
      const target = event.target as HTMLElement;
      if (target.closest('.cm-editor, .ant-modal, .ant-drawer')) return;
      event.preventDefault();
      if (event.shiftKey) store.redo();
      else store.undo();
    };
    document.addEventListener('keydown', keyDown);
    return () => document.removeEventListener('keydown', keyDown);
  }, [store]);

  const discard = () =>
    modal.confirm({
      title: t('designer.discardTitle'),
      content: t('designer.discardHint'),
      okText: t('designer.discard'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: async () => {
        try {
          await work.discard();
          if (store.published === null) await navigate({ to: '/build' });
          else onReload();
        } catch (error) {
          report(error);
        }
      },
    });
  const remove = () =>
    modal.confirm({
      title: t('designer.deleteTitle', { form: title }),
      content: t('designer.deleteHint'),
      okText: t('common.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: async () => {
        try {
          const now = await readDefinition<FormDocument>('forms', form);
          if (now) await deleteDefinition('forms', form, now.version);
          await work.discard();
          await client.invalidateQueries({ queryKey: formsQuery.queryKey });
          void message.success(t('designer.deleted', { form: title }));
          await navigate({ to: '/build' });
        } catch (error) {
          report(error);
        }
      },
    });
  const goOn = async () => {
    const now = await readDefinition<FormDocument>('forms', form);
    store.rebase(now?.document ?? null, now?.version ?? null);
    setBehind(false);
    work.touch();
  };
  const act = (wanted: ToolbarAct) => {
    if (wanted === 'discard') discard();
    else if (wanted === 'delete') remove();
    else setOpen(wanted);
  };
  const close = () => setOpen(null);
  const last = newest?.items[0];

  return (
    <div ref={root} className="designer">
      <PageHeader title={title || form} />
      <Toolbar state={work.state} onAct={act} />
      <Notices
        state={work.state}
        theirs={isBehind ? { version: last?.version ?? currentVersion, by: newest?.titles['user']?.[String(last?.by)] } : null}
        onLook={() => setOpen('versions')}
        onGoOn={() => void goOn().catch(report)}
        onOverwrite={() => void work.overwrite().catch(report)}
        onReload={onReload}
      />
      {faults.length > 0 && (
        <div className="designer-faults" role="region" aria-label={t('designer.faults')}>
          <FaultList faults={faults} />
        </div>
      )}
      <div className="designer-panes">
        <Palette />
        <Canvas onAnnounce={setSpoken} />
        <SettingsPane />
      </div>
      <div className="visually-hidden" role="status">
        {spoken}
      </div>
      <Suspense fallback={null}>
        {open === 'preview' && <Preview onClose={close} />}
        {open === 'versions' && <VersionsDrawer form={form} onClose={close} />}
        {open === 'expert' && <ExpertView onClose={close} />}
        {open === 'import' && <ImportDialog onClose={close} />}
        {open === 'publish' && (
          <PublishSheet
            onClose={close}
            flush={work.flush}
            onPublished={work.discard}
            onStale={() => {
              setBehind(true);
              void client.invalidateQueries({ queryKey: ['versions', 'forms', form] });
              close();
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
