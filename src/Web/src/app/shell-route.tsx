import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import { loadSession } from './load-session';
import { NotFound } from './route-states';

export const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Outlet, notFoundComponent: NotFound });

export const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
export type Search = Record<string, unknown> & SearchSchemaInput;

export const oneOf = <T extends string>(value: unknown, choices: readonly T[]) => choices.find((choice) => choice === value);

/** `new` opens the create dialog of that form over any screen, so that it has a URL too. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'app',
  validateSearch: (search: Search): { new?: string; preset?: Record<string, unknown> } => ({
    new: text(search['new']),
    preset: typeof search['preset'] === 'object' && search['preset'] ? (search['preset'] as Record<string, unknown>) : undefined,
  }),
  beforeLoad: ({ context, location }) => loadSession(context.client, location.href),
  component: lazyRouteComponent(() => import('./shell/shell'), 'Shell'),
  notFoundComponent: NotFound,
});
