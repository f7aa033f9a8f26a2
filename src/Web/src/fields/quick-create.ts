import { createContext } from 'react';

export type QuickCreate = (request: {
  form: string;
  text: string;
  /** Values that the new record begins with. */
  preset?: Record<string, unknown>;
  done: (created: { id: number; title: string }) => void;
}) => void;
/** Offered by the form renderer, so that a picker can create what it does not find. */
export const QuickCreateContext = createContext<QuickCreate | null>(null);
