import type { Measure, ReportQuery } from '@/api/reports';
import type { Language, Text } from '@/api/types';
import type { Draft } from './draft';

/** What things are called in one language. */
export type Names = {
  language: Language;
  t: (key: string, values?: Record<string, unknown>) => string;
  member: (path: string) => string;
  /** The form's records, as in "Number of opportunities". */
  records: string;
  metric: (key: string) => string | undefined;
};

/** English labels within a sentence begin small, unless they are names of their own (KPI, ARR). */
const within = (label: string, language: Language) =>
  language === 'en' && /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A measure in words: "Total expected amount", "平均预计成交金额". A name that was given wins. */
export function measureWords(measure: Measure, all: Measure[], names: Names): string {
  const given = measure.label?.[names.language];
  if (given) return given;
  if (measure.metric) return names.metric(measure.metric) ?? measure.metric;
  if (measure.type === 'ratio') {
    const part = (id: string | undefined) => {
      const found = all.find((item) => item.id === id && item.type !== 'ratio');
      return found ? measureWords(found, all, names) : '?';
    };
    return names.t('builder.words.ratio', { a: part(measure.numerator), b: within(part(measure.denominator), names.language) });
  }
  const values = {
    field: measure.field ? within(names.member(measure.field), names.language) : '',
    form: within(names.records, names.language),
  };
  if (measure.agg === 'count') return names.t(measure.field ? 'builder.words.countOf' : 'builder.words.count', values);
  return names.t(`builder.words.${measure.agg ?? 'sum'}`, values);
}

/** The title that a question gives itself. Empty while there is no question. */
export function titleWords(draft: Draft, names: Names): string {
  const { language, t } = names;
  if (draft.records) return capital(names.records);
  const groups = [...draft.by, ...(draft.split ? [draft.split] : [])].map((item) => within(names.member(item.field), language));
  const main = draft.show.find((item) => item.type === 'ratio' || item.metric) ?? draft.show[0];
  const join = (parts: string[]) => parts.join(t('builder.words.and'));
  let title = main ? measureWords(main, draft.show, names) : groups.length > 0 ? capital(names.records) : '';
  if (title === '') return '';
  if (groups.length > 0) title = t('builder.words.by', { what: title, groups: join(groups) });
  if (draft.time) title = t('builder.words.per', { what: title, unit: t(`builder.unit.${draft.time.granularity}`) });
  return title;
}

/** A text in every language it can be said in. */
export const inBoth = (names: Names[], say: (names: Names) => string): Text =>
  Object.fromEntries(names.map((item) => [item.language, say(item)]));

const hasOwnName = (measure: Measure) => Boolean(measure.label?.en ?? measure.label?.['zh-CN']) || measure.metric !== undefined;
/** What the server would call no differently from another figure of the same field. */
const isPlain = (measure: Measure) => measure.agg === 'sum' && !measure.filters;

/** Names figures that would otherwise be called like their field. */
export function labelled(query: ReportQuery, names: Names[]): ReportQuery {
  if (!query.measures) return query;
  const measures = query.measures.map((measure) =>
    hasOwnName(measure) || isPlain(measure)
      ? measure
      : { ...measure, label: inBoth(names, (item) => measureWords(measure, query.measures ?? [], item)) },
  );
  return { ...query, measures };
}

/** Takes the names away again that `labelled` gave, so that they follow the field when it is changed. */
export function unlabelled(query: ReportQuery, names: Names[]): ReportQuery {
  if (!query.measures) return query;
  const bare = query.measures.map((measure): Measure => ({ ...measure, label: undefined }));
  const measures = query.measures.map((measure, index) => {
    const plain = bare[index];
    const written = plain && names.every((item) => measure.label?.[item.language] === measureWords(plain, bare, item));
    return plain && written ? plain : measure;
  });
  return { ...query, measures };
}
