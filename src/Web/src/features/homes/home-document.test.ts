import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HomeDocument, PublishedHome, TodoSource } from '@/api/homes';
import type { Widget } from '@/api/reports';
import {
  addSection,
  chosenTick,
  closeHome,
  copied,
  faultsBySection,
  finished,
  flowed,
  guessSource,
  missing,
  moveSection,
  newHome,
  newSection,
  openHome,
  removeSection,
  setDated,
  setDocument,
  setReasons,
  setSection,
  tickChoices,
} from './home-document';
import { freeOrder, hiddenBy, overtakenBy } from './home-order';

const folder = join(process.cwd(), '../../templates/opportunity/homes');
const shipped = readdirSync(folder).map((name) => ({
  name,
  document: JSON.parse(readFileSync(join(folder, name), 'utf8')) as HomeDocument,
}));
const [first] = shipped;
const home = (key: string, order: number, roles: string[]): PublishedHome => ({ key, order, roles, version: 1 });
const widget = (id: string, w: number, h = 2, more: Partial<Widget> = {}): Widget => ({
  id,
  type: 'number',
  title: {},
  layout: { x: 0, y: 0, w, h },
  ...more,
});

describe('a home document in the editor', () => {
  it('knows the four shipped pages', () => expect(shipped).toHaveLength(4));
  it.each(shipped)('gives $name back as it came, member by member', ({ document }) => {
    expect(JSON.stringify(closeHome(openHome(document)))).toBe(JSON.stringify(document));
    expect(openHome(document).items.map((item) => missing(item.section))).not.toContain('form');
  });
  it.each(shipped)('gives $name back after a section was moved there and back', ({ document }) => {
    const there = moveSection(openHome(document), 0, 2);
    expect(JSON.stringify(closeHome(there))).not.toBe(JSON.stringify(document));
    expect(JSON.stringify(closeHome(moveSection(there, 2, 0)))).toBe(JSON.stringify(document));
  });
  it('keeps what it does not know, in the page and in a section', () => {
    const odd = { key: 'odd', $schema: 'x', sections: [{ kind: 'mentions', later: { a: 1 } }], description: { en: 'D' } };
    const draft = openHome(odd as unknown as HomeDocument);
    const [item] = draft.items;
    if (!item) throw new Error('no section');
    const renamed = setSection(draft, item.id, { ...item.section, title: { en: 'M' } });
    expect(closeHome(setDocument(renamed, { order: 5 }))).toEqual({
      ...odd,
      order: 5,
      sections: [{ kind: 'mentions', later: { a: 1 }, title: { en: 'M' } }],
    });
  });
  it('adds no list of sections to a page that has none', () => {
    const bare = { key: 'bare' };
    expect(closeHome(openHome(bare))).toEqual(bare);
  });
  it('keeps the identity of a section when others come, go and move', () => {
    if (!first) throw new Error('no page');
    const draft = addSection(openHome(first.document), { kind: 'mentions' });
    const id = draft.items.at(-1)?.id ?? -1;
    const moved = moveSection(removeSection(draft, 0), draft.items.length - 2, 0);
    expect(moved.items[0]?.id).toBe(id);
    expect(new Set(moved.items.map((item) => item.id)).size).toBe(moved.items.length);
  });
});

describe('what is not finished', () => {
  it('is left out of the preview, whose faults still find their section', () => {
    const draft = [{ kind: 'todo' as const, sources: [] }, { kind: 'mentions' as const }].reduce(
      addSection,
      openHome({ key: 'h', sections: [] }),
    );
    const { document, ids } = finished(draft);
    expect(document.sections).toEqual([{ kind: 'mentions' }]);
    const fault = { path: '/sections/0/title', code: 'c', message: 'm' };
    const page = { path: '/order', code: 'c', message: 'm' };
    expect(faultsBySection([fault, page], ids)).toEqual(
      new Map<number | null, unknown>([
        [1, [fault]],
        [null, [page]],
      ]),
    );
  });
  it('says what must still be chosen', () => {
    const source: TodoSource = { form: '', date: '', tick: {} };
    expect(missing({ kind: 'todo', sources: [source] })).toBe('form');
    expect(missing({ kind: 'todo', sources: [{ ...source, form: 'a' }] })).toBe('date');
    expect(missing({ kind: 'todo', sources: [{ ...source, form: 'a', date: 'd' }] })).toBe('tick');
    expect(missing({ kind: 'attention', form: 'a', reasons: [] })).toBe('reasons');
    expect(missing({ kind: 'widgets' })).toBe('widgets');
    expect(missing({ kind: 'changes', pipeline: '' })).toBe('pipeline');
    expect(missing(newSection('checklist', {}, []))).toBeNull();
  });
});

describe('a to-do', () => {
  const fields = [
    { key: 'name', type: 'text' as const },
    { key: 'late', type: 'boolean' as const, readOnly: true },
    { key: 'done', type: 'boolean' as const },
    { key: 'due', type: 'date' as const },
    { key: 'client', type: 'relation' as const },
  ];
  it('begins with the first day and the first yes/no field that can be written, of whoever looks', () => {
    expect(guessSource('visit', fields, [])).toEqual({
      form: 'visit',
      date: 'due',
      about: 'client',
      tick: { done: true },
      filter: {
        and: [
          { member: 'owner', operator: 'equals', values: ['@me'] },
          { member: 'done', operator: 'notEquals', values: [true] },
        ],
      },
    });
  });
  it('offers what ticking can set and keeps what the document says', () => {
    const source: TodoSource = { form: 'visit', date: 'due', text: 'name', tick: { due: null, name: null } };
    expect(chosenTick(source, tickChoices(source, fields))?.kind).toBe('empty');
    expect(tickChoices(source, fields).map((choice) => choice.key)).toEqual(['done', '$empty']);
    const odd = { ...source, tick: { state: 'over' } };
    expect(chosenTick(odd, tickChoices(odd, fields))).toEqual({ key: '$other', kind: 'other', tick: { state: 'over' } });
  });
  it('empties the new day when another is chosen', () => {
    const source: TodoSource = { form: 'visit', date: 'due', text: 'name', tick: { name: null, due: null } };
    expect(setDated(source, { date: 'other' }).tick).toEqual({ name: null, other: null });
    expect(setDated({ ...source, tick: { done: true } }, { date: 'other' }).tick).toEqual({ done: true });
    expect('text' in setDated(source, { text: undefined })).toBe(false);
  });
});

describe('reasons and widgets', () => {
  it('keeps what goes with a reason that stays', () => {
    const reasons = [{ field: 'a', value: 'days', unit: { en: 'd' } }, { field: 'b' }];
    expect(setReasons(reasons, ['c', 'a'])).toEqual([{ field: 'c' }, reasons[0]]);
  });
  it('copies widgets under free ids, without what a dashboard filters them by', () => {
    const present = [widget('n', 6)];
    const chosen = [widget('n', 6, 3, { ignoreFilters: ['p'], filterMembers: { p: 'x' } }), widget('m', 12)];
    expect(copied(present, chosen)).toEqual([
      widget('n', 6),
      widget('w1', 6, 3, { layout: { x: 6, y: 0, w: 6, h: 3 } }),
      widget('m', 12, 2, { layout: { x: 0, y: 3, w: 12, h: 2 } }),
    ]);
  });
  it('sets them side by side in their order', () => {
    const places = flowed([widget('a', 8), widget('b', 4, 5), widget('c', 4)]).map(({ layout }) => [layout.x, layout.y]);
    expect(places).toEqual([[0, 0], [8, 0], [0, 5]]); // prettier-ignore
  });
});

describe('which page people get', () => {
  const homes = [home('admin', 10, ['admin']), home('boss', 20, ['manager']), home('all', 90, [])];
  it('puts a new page before the one for everyone', () => {
    expect(freeOrder(homes)).toBe(30);
    expect(freeOrder([...homes, home('last', 89, ['x'])])).toBe(89);
    expect(freeOrder([])).toBe(10);
  });
  it('says which page stands before one that nobody would see', () => {
    const page = (order: number, roles: string[]) => ({ key: 'mine', order, roles });
    expect(overtakenBy(page(30, ['manager']), homes)?.key).toBe('boss');
    expect(overtakenBy(page(95, ['rep']), homes)?.key).toBe('all');
    expect(overtakenBy(page(30, ['rep']), homes)).toBeNull();
    expect(overtakenBy(page(30, []), homes)).toBeNull();
  });
  it('says which pages one takes the place of', () => {
    const page = (order: number, roles: string[]) => ({ key: 'mine', order, roles });
    expect(hiddenBy(page(30, []), homes).map((item) => item.key)).toEqual(['all']);
    expect(hiddenBy(page(5, ['admin', 'rep']), homes).map((item) => item.key)).toEqual(['admin']);
    expect(hiddenBy(page(30, ['rep']), homes)).toEqual([]);
  });
  it('takes over the calendar of the page for everyone', () => {
    const calendar = [{ key: 'c', form: 'visit', date: 'due' }];
    const made = newHome('mine', { en: 'Mine' }, [...homes.slice(0, 2), { ...home('all', 90, []), calendar }]);
    expect(made).toEqual({ key: 'mine', title: { en: 'Mine' }, roles: [], order: 30, sections: [], calendar });
  });
});
