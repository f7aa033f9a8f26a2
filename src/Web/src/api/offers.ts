import { queryOptions } from '@tanstack/react-query';
import { get } from './client';
import { recordPath } from './records';
import type { Text } from './types';

/** A record of another form that this one offers to create, and the values it would begin with. */
export type Offer = { form: string; field: string; title: Text; preset: Record<string, unknown> };

export const offersQuery = (form: string, id: number) =>
  queryOptions({
    queryKey: ['records', form, 'offers', id],
    queryFn: async ({ signal }) => (await get<{ items: Offer[] }>(`${recordPath(form, id)}/offers`, undefined, signal)).items,
  });
