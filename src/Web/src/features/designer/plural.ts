import type { Text } from '@/api/types';

/** What many of it are called, until somebody says otherwise: by the common rules of English; Chinese makes no difference. */
export function pluralOf(title: Text): Text {
  const plural = { ...title };
  if (title.en?.trim()) plural.en = english(title.en.trim());
  return plural;
}

function english(word: string): string {
  if (/[^aeiou]y$/i.test(word)) return word.slice(0, -1) + 'ies';
  return word + (/(s|x|z|ch|sh)$/i.test(word) ? 'es' : 's');
}
