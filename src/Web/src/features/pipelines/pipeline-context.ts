import { createContext, useContext } from 'react';
import { useStored, type DocumentStore } from '@/components/definition/document-store';
import type { Field, FormModel } from '@/lib/form-model';
import type { PipelineDocument } from './pipeline-document';

export type PipelineStore = DocumentStore<PipelineDocument>;
type Context = { store: PipelineStore; model: FormModel; fields: readonly Field[]; counts: ReadonlyMap<string | null, number> };
export const PipelineContext = createContext<Context | null>(null);

/** The pipeline being designed, its form, and how many records stand at each stage. */
export function usePipelineDesign(): Context {
  const value = useContext(PipelineContext);
  if (!value) throw new Error('Part of the pipeline designer stands outside of it.');
  return value;
}

export const usePipelineDoc = () => useStored(usePipelineDesign().store, (store) => store.doc());
