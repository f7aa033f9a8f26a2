import type { UnmatchedValue } from '@/api/imports';

/** What the server would take a value for: the target, and its title where it came along. */
export function suggestionOf(item: UnmatchedValue): { value: string | number; title?: string } | null {
  const { suggestion } = item;
  if (suggestion === null || suggestion === undefined || suggestion === '') return null;
  return typeof suggestion === 'object' ? suggestion : { value: suggestion };
}
