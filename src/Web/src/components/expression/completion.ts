import type { FormDocument, Pipeline } from '@/api/types';
import type { Field } from '@/lib/form-model';

/** One thing that may stand at the cursor: what is written, and beside it what readers call it. */
export type Suggestion = { label: string; detail?: string; type: 'variable' | 'function' | 'constant'; apply?: string };
export type Suggestions = { from: number; options: Suggestion[]; validFor: RegExp };

/** What an expression may name; other forms are asked for when a dot leads into them. */
export type Surroundings = {
  form: string;
  fields: readonly Field[];
  functions: readonly { name: string; signature: string }[];
  pipelines: readonly Pipeline[];
  /** The members of another form, its system members with it; none where the reader has no such form. */
  membersOf: (form: string) => Promise<readonly Field[]>;
  /** The documents of all forms, for the lists of records that point to one. */
  documents: () => Promise<readonly FormDocument[]>;
  formTitle: (document: FormDocument) => string;
  optionTitle: (title: Pipeline['title']) => string;
  words: {
    stage: Record<'kind' | 'order' | 'probability' | 'days' | 'limit' | 'category', string>;
    kinds: Record<Kind, string>;
    outer: string;
  };
};
type Kind = 'open' | 'won' | 'lost';
type Call = { name: string; start: number; argument: number; first: string };
type Place = { calls: Call[]; quote: number };

const aggregates = ['count', 'sum', 'min', 'max'];
const outer = 'outer';

/** What may be written at the cursor: members, over as many dots as lead anywhere, functions, lists, and in quotes the keys of options. */
export async function suggest(text: string, at: number, around: Surroundings): Promise<Suggestions | null> {
  const place = placeOf(text.slice(0, at));
  const scope = await scopeOf(place.calls, around);
  if (place.quote >= 0) {
    const path = comparedWith(text.slice(0, place.quote), place.calls.at(-1));
    const field = path && (await fieldAt(path.split('.'), scope, around));
    const options = field ? keysOf(field, around) : [];
    return options.length > 0 ? { from: place.quote + 1, options, validFor: /^[^'"]*$/ } : null;
  }
  const word = /[A-Za-z_][\w.]*$/.exec(text.slice(0, at))?.[0] ?? '';
  const steps = word.split('.').slice(0, -1);
  const from = at - word.length + (steps.length > 0 ? steps.join('.').length + 1 : 0);
  const options = await optionsAt(steps, place.calls.at(-1), scope, around);
  return options.length > 0 ? { from, options, validFor: /^\w*$/ } : null;
}

/** Whose fields are meant: those of the form, or within the condition of a list those of its records. */
type Scope = { fields: readonly Field[]; list?: string };

async function optionsAt(steps: string[], call: Call | undefined, scope: Scope, around: Surroundings): Promise<Suggestion[]> {
  const asksList = call !== undefined && aggregates.includes(call.name) && call.argument === 0 && scope.list === undefined;
  const lists = asksList ? await listsOf(around) : [];
  const [first] = steps;
  if (first === undefined) {
    const members = call?.name === 'count' && asksList ? [] : scope.fields.map(asMember);
    const own = scope.list === undefined ? [] : [{ label: outer, detail: around.words.outer, type: 'variable' as const }];
    return [...lists.map(({ name, label }) => ({ label: name, detail: label, type: 'variable' as const })), ...members, ...own, ...functionsOf(around)];
  } // prettier-ignore
  const list = lists.find((item) => item.name === first);
  if (list) return steps.length === 1 ? (await around.membersOf(list.form)).map(asMember) : [];
  const field = await fieldAt(steps, scope, around);
  if (field === 'outer') return around.fields.map(asMember);
  if (!field) return [];
  if (field.type === 'stage')
    return Object.entries(around.words.stage).map(([label, detail]) => ({ label, detail, type: 'variable' as const }));
  const target = targetOf(field);
  return target === undefined ? [] : (await membersOf(target, around)).map(asMember);
}

const asMember = (field: Field): Suggestion => ({ label: field.key, detail: field.label, type: 'variable' });
const functionsOf = ({ functions }: Surroundings): Suggestion[] =>
  functions.map(({ name, signature }) => ({ label: name, apply: `${name}(`, detail: signature, type: 'function' }));

/** A relation leads to the records of one form only where it points to one. */
export function targetOf({ type, x }: Field): string | undefined {
  if (type === 'user') return 'user';
  return type === 'relation' ? (x.form ?? (x.forms?.length === 1 ? x.forms[0] : undefined)) : undefined;
}

const membersOf = (form: string, around: Surroundings) =>
  form === around.form ? Promise.resolve(around.fields) : around.membersOf(form);

async function fieldAt(steps: string[], scope: Scope, around: Surroundings): Promise<Field | 'outer' | undefined> {
  let fields = scope.fields;
  let found: Field | 'outer' | undefined;
  for (const [index, step] of steps.entries()) {
    if (index === 0 && step === outer && scope.list !== undefined) {
      [found, fields] = ['outer', around.fields];
      continue;
    }
    if (found && found !== 'outer') {
      const target = targetOf(found);
      if (found.type === 'stage') return index === steps.length - 1 ? stageProperty(found, step) : undefined;
      if (target === undefined) return undefined;
      fields = await membersOf(target, around);
    }
    found = fields.find((field) => field.key === step);
    if (!found) return undefined;
  }
  return found;
}

const stageProperty = (stage: Field, property: string): Field => ({ ...stage, key: `${stage.key}.${property}` });

function keysOf(field: Field | 'outer', { pipelines, optionTitle, words }: Surroundings): Suggestion[] {
  if (field === 'outer') return [];
  const option = (key: string, detail: string): Suggestion => ({ label: key, detail, type: 'constant' });
  const pipeline = pipelines.find((item) => item.key === field.x.pipeline);
  if (field.type !== 'stage') return (field.x.options ?? []).map(({ key, title }) => option(key, optionTitle(title)));
  if (field.key.endsWith('.kind')) return Object.entries(words.kinds).map(([key, label]) => option(key, label));
  if (field.key.endsWith('.category'))
    return (pipeline?.categories ?? []).map(({ key, title }) => option(key, optionTitle(title)));
  return field.key.includes('.') ? [] : (pipeline?.stages ?? []).map(({ key, title }) => option(key, optionTitle(title)));
}

/** The lists of records that point to the form, by the keys that their relations give them. */
async function listsOf(around: Surroundings): Promise<{ name: string; form: string; label: string }[]> {
  const documents = await around.documents();
  return documents.flatMap((document) =>
    Object.values(document.properties).flatMap(({ 'x-field': x }) =>
      x.reverseKey && (x.form === around.form || x.forms?.includes(around.form))
        ? [{ name: x.reverseKey, form: document.$id, label: around.formTitle(document) }]
        : [],
    ),
  );
}

async function scopeOf(calls: readonly Call[], around: Surroundings): Promise<Scope> {
  const call = calls.find(({ name, argument }) => aggregates.includes(name) && argument > 0);
  const name = call && /^\s*([A-Za-z_]\w*)/.exec(call.first)?.[1];
  const list = name && (await listsOf(around)).find((item) => item.name === name);
  return list ? { fields: await membersOf(list.form, around), list: list.name } : { fields: around.fields };
}

/** The member that a text in quotes is compared with: `kind == '` or `includes(tags, '`. */
function comparedWith(before: string, call: Call | undefined): string | undefined {
  const compared = /([A-Za-z_][\w.]*)\s*(?:==|!=)\s*$/.exec(before)?.[1];
  if (compared) return compared;
  return call?.name === 'includes' && call.argument === 1 ? /^\s*([A-Za-z_][\w.]*)\s*$/.exec(call.first)?.[1] : undefined;
}

/** The calls that are open at the end of the text, the innermost last, and where the quote began that is still open, or -1. */
function placeOf(text: string): Place {
  const calls: Call[] = [];
  let quote = -1;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    const call = calls.at(-1);
    if (quote >= 0) {
      if (letter === '\\') at++;
      else if (letter === text[quote]) quote = -1;
    } else if (letter === "'" || letter === '"') quote = at;
    else if (letter === '(') {
      const name = /([A-Za-z_]\w*)\s*$/.exec(text.slice(0, at))?.[1] ?? '';
      calls.push({ name, start: at + 1, argument: 0, first: '' });
    } else if (letter === ')') calls.pop();
    else if (letter === ',' && call) {
      if (call.argument === 0) call.first = text.slice(call.start, at);
      call.argument++;
    }
  }
  return { calls, quote };
}
