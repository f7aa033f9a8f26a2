import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { DocumentStore } from '@/components/definition/document-store';
import type { FormModel } from '@/lib/form-model';
import { PipelineContext } from './pipeline-context';
import { addStage, newPipeline, removeStage, type PipelineDocument } from './pipeline-document';
import { useDeparture, type Departure } from './use-departure';

beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
afterEach(() => vi.unstubAllGlobals());

/** A server that is asked in this order; how a job stands is the test's business. */
function server(job: () => object) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string, { method = 'GET', body }: RequestInit) => {
    const what = `${method} ${url.replace('/api/', '')}`;
    if (method !== 'GET') asked.push(what.includes('relocate') ? `${what} ${body as string}` : what);
    const answer = url.includes('/jobs/') ? job() : { id: 'j1', items: [] };
    return Promise.resolve(Response.json(answer, { headers: method === 'PUT' ? { ETag: '"2"' } : {} }));
  });
  return asked;
}

function open(store: DocumentStore<PipelineDocument>, onTouch = () => undefined): { departure: Departure } {
  const seen: { departure?: Departure } = {};
  const going = (store.published?.stages ?? []).filter(({ key }) => !store.doc().stages.some((stage) => stage.key === key));
  function Sheet() {
    seen.departure = useDeparture(going, onTouch);
    return null;
  }
  const root = createRoot(document.createElement('div'));
  act(() =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <PipelineContext value={{ store, model: {} as FormModel, fields: [], counts: new Map() }}>
          <Sheet />
        </PipelineContext>
      </QueryClientProvider>,
    ),
  );
  return seen as { departure: Departure };
}

const published = newPipeline('flow', 'thing', 'stage', { en: 'Flow' });
const rest = removeStage(published, 'new_one');

describe('stages that go', () => {
  it('are emptied into what is published, and nothing is published for it', async () => {
    const asked = server(() => ({ id: 'j1', state: 'succeeded', refused: 0 }));
    const seen = open(new DocumentStore(rest, published, 1));
    act(() => seen.departure.choose('new_one', 'in_progress'));
    expect(await act(() => seen.departure.run())).toBe(true);
    expect(asked).toEqual(['POST pipelines/flow/relocate {"from":"new_one","to":"in_progress"}']);
  });

  it('are emptied into what is new once both are published', async () => {
    const asked = server(() => ({ id: 'j1', state: 'succeeded', refused: 0 }));
    const { doc, key } = addStage(rest, { en: 'More' });
    const store = new DocumentStore<PipelineDocument>(doc, published, 1);
    const touched = vi.fn();
    const seen = open(store, touched);
    act(() => seen.departure.choose('new_one', key));
    expect(await act(() => seen.departure.run())).toBe(true);
    expect(asked).toEqual(['PUT pipelines/flow', `POST pipelines/flow/relocate {"from":"new_one","to":"${key}"}`]);
    expect([store.baseVersion, touched.mock.calls.length]).toEqual([2, 1]);
  });

  it('stay while a record could not be moved', async () => {
    server(() => ({ id: 'j1', state: 'succeeded', refused: 1 }));
    const seen = open(new DocumentStore(rest, published, 1));
    act(() => seen.departure.choose('new_one', 'in_progress'));
    expect(await act(() => seen.departure.run())).toBe(false);
  });

  it('stay when one stops: the move under way is cancelled', async () => {
    let state = 'running';
    const asked = server(() => ({ id: 'j1', state }));
    const seen = open(new DocumentStore(rest, published, 1));
    act(() => seen.departure.choose('new_one', 'in_progress'));
    const answer = await act(async () => {
      const run = seen.departure.run();
      await vi.waitFor(() => expect(asked).toHaveLength(1));
      await vi.waitFor(() => {
        seen.departure.stop();
        expect(asked).toContain('POST jobs/j1/cancel');
      });
      state = 'cancelled';
      return run;
    });
    expect(answer).toBe(false);
  });

  it('stay when one stops while the move is being asked for', async () => {
    const asked = server(() => ({ id: 'j1', state: asked.length > 1 ? 'cancelled' : 'running' }));
    const seen = open(new DocumentStore(rest, published, 1));
    act(() => seen.departure.choose('new_one', 'in_progress'));
    const answer = await act(() => {
      const run = seen.departure.run();
      seen.departure.stop();
      return run;
    });
    expect(answer).toBe(false);
    expect(asked.slice(1)).toEqual(['POST jobs/j1/cancel']);
  });
});
