import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDefinition, type DefinitionKind } from '@/api/definitions';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import type { DocumentStore } from './document-store';
import { useDraft } from './use-draft';

type Begun = {
  kind: DefinitionKind;
  key: string;
  /** Of the draft that was there; null when there was none. */
  revision: number | null;
  /** The version that is published; null when none is. */
  current: number | null;
  /** Reads everything anew. */
  onReload: () => void;
};

/** What every designer does around its document: the draft, undo by keyboard, and going on when others were quicker. */
export function useWork<T, D>(store: DocumentStore<T, D>, { kind, key, revision, current, onReload }: Begun) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const report = useReport();
  const { modal } = App.useApp();
  const draft = useDraft(store, kind, key, revision);
  const [isBehind, setBehind] = useState(revision !== null && store.baseVersion !== current);

  useEffect(() => {
    const keyDown = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && (key !== 'y' || event.shiftKey))) return;
      // Dialogs and code keep their own history.
      if ((event.target as HTMLElement).closest('.cm-editor, .ant-modal, .ant-drawer')) return;
      event.preventDefault();
      if (event.shiftKey || key === 'y') store.redo();
      else store.undo();
    };
    document.addEventListener('keydown', keyDown);
    return () => document.removeEventListener('keydown', keyDown);
  }, [store]);

  const askDiscard = () =>
    void modal.confirm({
      title: t('designer.discardTitle'),
      content: t('designer.discardHint'),
      okText: t('designer.discard'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: async () => {
        try {
          await draft.discard();
          if (store.published === null) await navigate({ to: '/build' });
          else onReload();
        } catch (error) {
          report(error);
        }
      },
    });
  const goOn = async () => {
    const now = await readDefinition<D>(kind, key);
    store.rebase(now?.document ?? null, now?.version ?? null);
    setBehind(false);
    draft.touch();
  };
  return {
    ...draft,
    kind,
    key,
    isBehind,
    askDiscard,
    /** Publishing found a version that this work does not know. */
    overtaken: () => {
      setBehind(true);
      void client.invalidateQueries({ queryKey: ['versions', kind, key] });
    },
    /** One's own goes on over what others did. */
    keepMine: () => void (draft.state === 'stale' ? draft.overwrite() : goOn()).catch(report),
    /** Theirs: another draft is read; beside a publication it is one's own draft that goes, and one is asked first. */
    takeTheirs: () => (draft.state === 'stale' ? onReload() : askDiscard()),
  };
}

export type Work<T, D> = Omit<ReturnType<typeof useWork<T, D>>, 'common'> & { common: () => D };
