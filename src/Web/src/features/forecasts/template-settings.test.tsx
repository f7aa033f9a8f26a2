import { beforeAll, describe, expect, it } from 'vitest';
import type { ForecastDocument } from '@/api/forecasts';
import { useMembers } from '@/components/filter/use-members';
import { anywhere, firsts, keywords, unseen, type Path } from '@/test/keywords';
import { begin, look, template } from '@/test/template';
import { FiguresSettings } from './figures-settings';
import { PageSettings } from './page-settings';
import { SplitsSettings } from './splits-settings';
import { TargetsSettings } from './targets-settings';

/** The shipped forecasts can be built again without writing them: whatever they say, a setting shows it. */
const forecasts = template<ForecastDocument>('forecasts');
beforeAll(begin);

const nothing = () => undefined;

function Figures({ document }: { document: ForecastDocument }) {
  const members = useMembers('opportunity');
  const fields = [...members.values()].filter((field) => !field.key.includes('.'));
  return <FiguresSettings document={document} fields={fields} faults={[]} onPipeline={nothing} onChange={nothing} />;
}
function Splits({ document }: { document: ForecastDocument }) {
  const members = useMembers('opportunity');
  return <SplitsSettings splits={document.splits} members={members} stage="stage" faults={[]} onChange={nothing} />;
}
function Targets({ document }: { document: ForecastDocument }) {
  const members = useMembers('opportunity');
  const { targets, splits } = document;
  return <TargetsSettings targets={targets} splits={splits} members={members} faults={[]} onChange={nothing} />;
}

const page = (doc: ForecastDocument) => look(<PageSettings document={doc} onChange={nothing} />);
const figures = (doc: ForecastDocument) => look(<Figures document={doc} />);
const splits = (doc: ForecastDocument) => look(<Splits document={doc} />);
const targets = (doc: ForecastDocument) => look(<Targets document={doc} />);
const panesOf = ([name]: Path) => (name === 'splits' ? [splits] : name === 'targets' ? [targets] : [figures, page]);

const given = new Set([
  // Chosen when a forecast is made.
  'key',
  // Lists with a way to add, move and take out each.
  'splits',
  'targets by',
  // A split has a key from the start.
  'splits key',
]);
const of = (doc: ForecastDocument) => keywords(doc).filter((path) => !given.has(anywhere(path)));

describe('the shipped template', () => {
  it('says nothing of a forecast that its settings do not show', { timeout: 60_000 }, () => {
    const { seen, take } = firsts();
    const missing = forecasts.flatMap((doc) => unseen(doc, take(of(doc)), panesOf).map((path) => `${doc.key} ${path.join('.')}`));
    expect(missing).toEqual([]);
    expect(seen).toContain('splits wonBy');
  });

  it('would be found out by this if it said what no setting shows', { timeout: 60_000 }, () => {
    const [doc] = forecasts;
    if (!doc) throw new Error('The template has no forecasts.');
    const path = ['splits', 0, 'music'];
    const more = { ...doc, splits: doc.splits.map((split) => ({ ...split, music: 'loud' })) };
    expect(unseen(more, [path], panesOf)).toEqual([path]);
  });
});
