import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { readDefinition, readDraft, type DefinitionKind } from '@/api/definitions';

/** How a designer holds a document; known once, so that what is open is not begun anew. */
type Begin<S, D> = (document: D, published: D | null, baseVersion: number | null) => S;

/**
 * Opens a definition for its designer: the draft where there is one, else as it is published. `opened` is undefined while it
 * is read and null where there is neither.
 */
export function useOpened<S, D>(kind: DefinitionKind, key: string, begin: Begin<S, D>) {
  const { data, dataUpdatedAt, isError, error, refetch } = useQuery({
    queryKey: ['opened', kind, key],
    queryFn: async () => {
      const [published, draft] = await Promise.all([readDefinition<D>(kind, key), readDraft<D>(kind, key)]);
      return { published, draft };
    },
    // What is open lives in the designer; a second look must not take its place.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const opened = useMemo(() => {
    if (!data) return undefined;
    const document = data.draft?.document ?? data.published?.document;
    if (!document) return null;
    const current = data.published?.version ?? null;
    const store = begin(document, data.published?.document ?? null, data.draft ? data.draft.baseVersion : current);
    return { store, revision: data.draft?.revision ?? null, current };
  }, [data, begin]);
  /** Of each reading another one, for whoever keeps state beside the document. */
  return { opened, reading: dataUpdatedAt, isError, error, reload: () => void refetch() };
}
