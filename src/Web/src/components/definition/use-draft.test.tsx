import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { DocumentStore } from './document-store';
import { useDraft } from './use-draft';

type Draft = ReturnType<typeof useDraft>;
type Doc = { title: string };

beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
afterEach(() => vi.unstubAllGlobals());

/** A server whose drafts are written when the test says so. */
function slowServer() {
  const asked: { title: string; onto: string | null }[] = [];
  const waiting: (() => void)[] = [];
  vi.stubGlobal('fetch', (_: string, { headers, body }: RequestInit) => {
    const { document } = JSON.parse(body as string) as { document: Doc };
    asked.push({ title: document.title, onto: (headers as Headers).get('If-Match') });
    const revision = asked.length + 1;
    return new Promise<Response>((resolve) => waiting.push(() => resolve(Response.json({ revision, baseVersion: 1 }))));
  });
  return { asked, answer: () => act(async () => Promise.resolve(waiting.shift()?.())) };
}

function open(store: DocumentStore<Doc>): { draft: Draft } {
  const seen: { draft?: Draft } = {};
  function Screen() {
    const draft = useDraft(store, 'forecasts', 'outlook', 1);
    seen.draft = draft;
    return null;
  }
  const root = createRoot(document.createElement('div'));
  act(() =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <Screen />
      </QueryClientProvider>,
    ),
  );
  return seen as { draft: Draft };
}

describe('a draft', () => {
  it('is written once by two who wait for the same write', async () => {
    const server = slowServer();
    const store = new DocumentStore<Doc>({ title: 'a' }, null, 1);
    const seen = open(store);
    act(() => store.edit(() => ({ title: 'b' })));
    const { flush } = seen.draft;
    let all: Promise<unknown> = Promise.resolve();
    await act(async () => {
      const first = flush();
      await Promise.resolve();
      store.edit(() => ({ title: 'c' }));
      all = Promise.all([first, flush(), flush()]);
      await Promise.resolve();
    });
    await server.answer();
    await server.answer();
    await act(async () => void (await all));
    expect(server.asked).toEqual([
      { title: 'b', onto: '"1"' },
      { title: 'c', onto: '"2"' },
    ]);
    expect(seen.draft.state).toBe('saved');
  });
});
