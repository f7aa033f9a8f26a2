import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { deleteDefinition, publish, readDefinition } from '@/api/definitions';
import { homeQuery } from '@/api/home';
import { homesQuery, type HomeDocument } from '@/api/homes';
import type { Fault } from '@/api/types';
import { useStored, type DocumentStore } from '@/components/definition/document-store';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import { useText } from '@/lib/text';
import { closeHome, openHome, type HomeDraft } from './home-document';

type Ends = { onPublished?: (key: string) => void; onGone?: () => void };

/** Publishes a home page onto the version it began from. Overtaken, one chooses; until then nothing is lost on either side. */
export function usePublishing(store: DocumentStore<HomeDraft>, { onPublished, onGone }: Ends) {
  const { t } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  const report = useReport();
  const { message, modal } = App.useApp();
  const faults: Fault[] = useStored(store, (it) => it.faults());
  const [isPublishing, setPublishing] = useState(false);
  const [isStale, setStale] = useState(false);
  const leaving = useRef(false);
  const { key } = store.doc().document;
  const settle = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: homesQuery.queryKey }),
      client.invalidateQueries({ queryKey: homeQuery.queryKey }),
      client.invalidateQueries({ queryKey: ['home-editor', key] }),
    ]);

  const send = async (over: number | null) => {
    const draft = store.doc();
    setPublishing(true);
    try {
      const version = await publish('homes', key, closeHome(draft), over);
      store.rebase(draft, version);
      store.setFaults([]);
      setStale(false);
      void message.success(t('homes.done', { title: text(draft.document.title, key) }));
      leaving.current = true;
      await settle();
      onPublished?.(key);
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) setStale(true);
      else if (error instanceof ApiError && error.errors.length > 0) store.setFaults(error.errors);
      else report(error);
    } finally {
      leaving.current = false;
      setPublishing(false);
    }
  };
  const current = () => readDefinition<HomeDocument>('homes', key);
  const takeTheirs = async () => {
    const theirs = await current();
    if (!theirs) return onGone?.();
    const opened = openHome(theirs.document);
    store.edit(() => opened);
    store.rebase(opened, theirs.version);
    store.setFaults([]);
    setStale(false);
  };
  const askDelete = () =>
    modal.confirm({
      title: t('homes.deleteAsk', { title: text(store.doc().document.title, key) }),
      content: t('homes.deleteHint'),
      icon: null,
      okText: t('common.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: async () => {
        try {
          await deleteDefinition('homes', key, store.baseVersion ?? 0);
          leaving.current = true;
          onGone?.();
          await settle();
        } catch (error) {
          if (error instanceof ApiError && error.status === 409) setStale(true);
          else report(error);
        }
      },
    });
  return {
    faults,
    isPublishing,
    isStale,
    /** While it goes on to another address by itself. */
    isLeaving: () => leaving.current,
    publish: () => void send(store.baseVersion),
    publishMine: () => void current().then((now) => send(now?.version ?? null), report),
    takeTheirs: () => void takeTheirs().catch(report),
    askDelete: () => void askDelete(),
  };
}
