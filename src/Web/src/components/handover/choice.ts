import type { HandoverRequest } from '@/api/handovers';

export type Way = 'one' | 'even' | 'form';
export type Choice = { way: Way; people: number[]; perForm: Record<string, number> };

/** What the choice means to the server. */
export function receiversOf({ way, people, perForm }: Choice): Pick<HandoverRequest, 'to' | 'split' | 'perForm'> {
  if (way === 'form')
    return { to: [], split: 'one', perForm: Object.fromEntries(Object.entries(perForm).map(([form, id]) => [form, [id]])) };
  return { to: way === 'one' ? people.slice(0, 1) : people, split: way };
}
