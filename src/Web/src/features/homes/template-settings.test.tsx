import { beforeAll, describe, expect, it } from 'vitest';
import type { HomeDocument } from '@/api/homes';
import { anywhere, firsts, keywords, unseen, type Path } from '@/test/keywords';
import { begin, look, template } from '@/test/template';
import { CalendarSettings } from './calendar-settings';
import { PageSettings } from './page-settings';
import { SectionSettings } from './section-settings';

/** The shipped home pages can be built again without writing them: whatever they say, a setting shows it. */
const homes = template<HomeDocument>('homes');
beforeAll(begin);

const nothing = () => undefined;
const page = (doc: HomeDocument) => look(<PageSettings document={doc} homes={[]} onChange={nothing} />);
const calendar = (doc: HomeDocument) => look(<CalendarSettings calendar={doc.calendar ?? []} faults={[]} onChange={nothing} />);
const panesOf = (doc: HomeDocument) => {
  const ofSections = doc.sections?.map((_, index) => (now: HomeDocument) => {
    const section = now.sections?.[index];
    return section ? look(<SectionSettings section={section} onChange={nothing} />) : '';
  });
  return ([name, index]: Path) =>
    name === 'calendar' ? [calendar] : name === 'sections' ? (ofSections?.slice(Number(index), Number(index) + 1) ?? []) : [page];
};

const given = new Set([
  // Chosen when a page is made.
  'key',
  // The page itself, with a way to add, move and take out each; what kind each is, is chosen then.
  'sections',
  'sections kind',
  // Ticking off writes something; what it writes is asked about.
  'sections sources tick',
  // A part has a key from the start.
  'calendar key',
]);
const of = (doc: HomeDocument) =>
  keywords(doc).filter((path) => {
    const name = anywhere(path);
    // Figures are made on a dashboard, and asked about there; what a filter says is the business of the editor of filters.
    return !given.has(name) && !/^sections widgets .|^(sections|calendar|sections sources) filter ./.test(name);
  });
/** Each kind of section has settings of its own. */
const nameIn = (doc: HomeDocument) => (path: Path) => {
  const section = path[0] === 'sections' ? doc.sections?.[Number(path[1])] : undefined;
  return [anywhere(path), ...(section ? [section.kind] : [])].join(' ');
};

describe('the shipped template', () => {
  it('says nothing of a home page that its settings do not show', { timeout: 120_000 }, () => {
    const { seen, take } = firsts();
    const missing = homes.flatMap((doc) =>
      unseen(doc, take(of(doc), nameIn(doc)), panesOf(doc)).map((path) => `${doc.key} ${path.join('.')}`),
    );
    expect(missing).toEqual([]);
    expect(seen).toContain('sections reasons unit attention');
  });

  it('would be found out by this if it said what no setting shows', { timeout: 60_000 }, () => {
    const [doc] = homes;
    if (!doc) throw new Error('The template has no home pages.');
    const path = ['sections', 0, 'music'];
    const more = { ...doc, sections: doc.sections?.map((section) => ({ ...section, music: 'loud' })) };
    expect(unseen(more, [path], panesOf(more))).toEqual([path]);
  });
});
