import { queryOptions } from '@tanstack/react-query';
import { get } from './client';
import type { Text, Titles } from './types';

export const calendarScopes = ['me', 'team', 'all'] as const;
export type CalendarScope = (typeof calendarScopes)[number];

/** Date: the field that puts a record on its day. Cut: there are more than could be sent. */
export type CalendarSource = { key: string; title: Text; form: string; date: string; total: number; cut: boolean };
export type CalendarItem = {
  source: string;
  form: string;
  id: number;
  date: string;
  text: string;
  owner: number | null;
  about?: { form: string; id: number };
};
export type CalendarAnswer = { sources: CalendarSource[]; items: CalendarItem[]; titles: Titles };

export const calendarQuery = (from: string, to: string, who: CalendarScope) =>
  queryOptions({
    // Under records, so that a change of any of them is seen here too.
    queryKey: ['records', 'calendar', from, to, who],
    queryFn: ({ signal }) => get<CalendarAnswer>('/api/calendar', { from, to, who }, signal),
  });
