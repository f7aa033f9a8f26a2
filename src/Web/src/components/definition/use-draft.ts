import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError } from '@/api/client';
import { draftsQuery, dropDraft, readDraft, writeDraft, type DefinitionKind } from '@/api/definitions';
import type { DocumentStore } from './document-store';

export type DraftState = 'none' | 'waiting' | 'saving' | 'saved' | 'failed' | 'stale';
const pause = 900;

/** A first reading that is under way began before this draft was there; its answer must not count. */
async function readDraftsAnew(client: QueryClient) {
  await client.cancelQueries({ queryKey: draftsQuery.queryKey });
  await client.invalidateQueries({ queryKey: draftsQuery.queryKey });
}

/** Keeps unpublished work on the server while one designs. Somebody else's newer draft stops it, until one chooses. */
export function useDraft<T, D>(store: DocumentStore<T, D>, kind: DefinitionKind, key: string, initial: number | null) {
  const client = useQueryClient();
  const [state, setState] = useState<DraftState>(initial === null ? 'none' : 'saved');
  const revision = useRef(initial);
  const kept = useRef(store.version());
  const [first] = useState(() => store.document());
  const agreed = useRef(first);
  const running = useRef<Promise<void>>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stopped = useRef(false);

  const write = useCallback(async () => {
    if (stopped.current || kept.current === store.version()) return;
    const version = store.version();
    const document = store.document();
    setState('saving');
    try {
      const draft = await writeDraft(kind, key, { document, baseVersion: store.baseVersion }, revision.current);
      if (revision.current === null) void readDraftsAnew(client);
      revision.current = draft.revision;
      kept.current = version;
      agreed.current = document;
      setState(store.version() === version ? 'saved' : 'waiting');
    } catch (error) {
      const isStale = error instanceof ApiError && error.status === 409;
      stopped.current = isStale;
      setState(isStale ? 'stale' : 'failed');
    }
  }, [client, kind, key, store]);

  /** Saves what is not saved yet, one write after the other; answers once everything is kept or failed. */
  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    // Chained, not awaited and begun: two that waited for the same write would otherwise write at once, and one be stale.
    running.current = (running.current ?? Promise.resolve()).then(write);
    await running.current;
  }, [write]);

  useEffect(() => {
    const end = store.subscribe(() => {
      if (stopped.current || kept.current === store.version()) return;
      setState((now) => (now === 'saving' ? now : 'waiting'));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), pause);
    });
    return () => {
      end();
      void flush();
    };
  }, [store, flush]);

  /** Takes the draft away; what is designed from now on begins a new one. */
  const discard = useCallback(async () => {
    clearTimeout(timer.current);
    await running.current;
    if (revision.current !== null) await dropDraft(kind, key, revision.current);
    revision.current = null;
    kept.current = store.version();
    agreed.current = store.document();
    setState('none');
    void readDraftsAnew(client);
  }, [client, kind, key, store]);

  /** One's own work takes the place of the other draft. */
  const overwrite = useCallback(async () => {
    revision.current = (await readDraft(kind, key))?.revision ?? null;
    stopped.current = false;
    kept.current = -1;
    await flush();
  }, [flush, kind, key]);

  /** After a rebase the draft is based on another version, though its text is the same. */
  const touch = useCallback(() => {
    kept.current = -1;
    void flush();
  }, [flush]);

  /** The document that the server and this designer last had in common. */
  const common = useCallback(() => agreed.current, []);

  return { state, flush, discard, overwrite, touch, common };
}
