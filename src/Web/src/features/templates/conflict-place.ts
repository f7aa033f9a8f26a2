import type { Language, Text } from '@/api/types';

/** Parts of documents that have a word of their own; anything else goes by its title or its key. */
export const conflictParts = [
  'access',
  'board',
  'color',
  'columns',
  'compact',
  'create',
  'default',
  'deliverables',
  'description',
  'detail',
  'enum',
  'exit',
  'fields',
  'filters',
  'formula',
  'guidance',
  'help',
  'icon',
  'layouts',
  'list',
  'maxLength',
  'maximum',
  'minimum',
  'moves',
  'options',
  'plural',
  'probability',
  'required',
  'sections',
  'sort',
  'stages',
  'staleAfterDays',
  'tasks',
  'title',
  'type',
  'widgets',
] as const;
export type ConflictPart = (typeof conflictParts)[number];

export type Words = {
  text: (title: Text | undefined) => string;
  part: (part: ConflictPart) => string;
  language: (language: Language) => string;
};

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const isPart = (step: string): step is ConflictPart => (conflictParts as readonly string[]).includes(step);
const isLanguage = (step: string): step is Language => step === 'en' || step === 'zh-CN';

/** What only the format needs on the way to a place. */
const silent = new Set(['properties', 'x-field', 'x-form', 'elements', 'items']);
const named = '#/properties/';

/**
 * The place within a document as a person would say it: fields, stages and widgets by their titles, the rest in words.
 * Steps of lists go by id, key or scope of their items; what the document does not have goes by its key.
 */
export function placeWords(path: string, document: unknown, words: Words): string {
  const titleOf = (value: unknown): string => {
    if (!isNode(value)) return '';
    const own = [value['x-field'], value['x-form'], value].find((owner) => isNode(owner) && isNode(owner['title']));
    return isNode(own) ? words.text(own['title'] as Text) : typeof value['title'] === 'string' ? value['title'] : '';
  };
  const fieldOf = (scope: string) =>
    isNode(document) && isNode(document['properties']) ? document['properties'][scope] : undefined;
  const said: string[] = [];
  let node: unknown = document;
  for (const step of path.split('/').slice(1).map(plain)) {
    const isItem = Array.isArray(node);
    const next: unknown = Array.isArray(node) ? node.find((item) => isCalled(item, step)) : isNode(node) ? node[step] : undefined;
    const field = step.startsWith(named) ? step.slice(named.length) : isItem && typeof next === 'string' ? step : null;
    const last = said.at(-1);
    if (isLanguage(step) && last !== undefined) said[said.length - 1] = `${last} (${words.language(step)})`;
    else if (field !== null) said.push(titleOf(fieldOf(field)) || field);
    else if (!silent.has(step)) said.push(titleOf(next) || (!isItem && isPart(step) ? words.part(step) : step));
    node = next;
  }
  return said.join(' › ');
}

const plain = (step: string) => step.replace(/~1/g, '/').replace(/~0/g, '~');
const isCalled = (item: unknown, step: string) =>
  isNode(item) ? [item['id'], item['key'], item['scope']].includes(step) : item === step;
