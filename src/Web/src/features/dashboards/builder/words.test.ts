import { describe, expect, it } from 'vitest';
import type { Language } from '@/api/types';
import buildEn from '@/locales/build/en.json';
import buildZh from '@/locales/build/zh-CN.json';
import en from '@/locales/en.json';
import zh from '@/locales/zh-CN.json';
import { emptyDraft, withCount, withField } from './draft';
import { inBoth, labelled, titleWords, unlabelled, type Names } from './words';

const labels: Record<string, [string, string]> = {
  amount: ['Expected amount', '预计成交金额'],
  owner: ['Owner', '负责人'],
  stage: ['Stage', '阶段'],
};
function names(language: Language): Names {
  const texts = (language === 'en' ? { ...en, ...buildEn } : { ...zh, ...buildZh }) as Record<string, string>;
  return {
    language,
    t: (key, values = {}) => (texts[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? '')),
    member: (path) => labels[path]?.[language === 'en' ? 0 : 1] ?? path,
    records: language === 'en' ? 'Opportunities' : '商机',
    metric: (key) => (key === 'win_rate' ? (language === 'en' ? 'Win rate' : '赢单率') : undefined),
  };
}
const both = [names('en'), names('zh-CN')];
const title = (draft: ReturnType<typeof emptyDraft>) => inBoth(both, (item) => titleWords(draft, item));
const start = emptyDraft('opportunity');
const owner = { key: 'owner', type: 'user' } as const;

describe('a title writes itself in both languages', () => {
  it('from what is shown and by what', () => {
    expect(title(withCount(start))).toEqual({ en: 'Number of opportunities', 'zh-CN': '商机数' });
    const amounts = withField(withField(start, { key: 'amount', type: 'money' }, 'show'), owner, 'by');
    expect(title(amounts)).toEqual({ en: 'Total expected amount by owner', 'zh-CN': '各负责人的预计成交金额合计' });
    const split = withField(amounts, { key: 'stage', type: 'stage' }, 'split');
    expect(title(split)).toEqual({ en: 'Total expected amount by owner and stage', 'zh-CN': '各负责人、阶段的预计成交金额合计' });
    expect(title(withField(split, { key: 'closed_on', type: 'date' }, 'time'))['zh-CN']).toBe(
      '各负责人、阶段的预计成交金额合计（按月）',
    );
  });
  it('with the name of a metric, and a rate before what it is made of', () => {
    const draft = {
      ...withCount(start),
      show: [
        { id: 'a', agg: 'count' as const },
        { id: 'r', metric: 'win_rate' },
      ],
    };
    expect(title(draft)).toEqual({ en: 'Win rate', 'zh-CN': '赢单率' });
  });
  it('is empty while nothing is asked', () => expect(title(start)).toEqual({ en: '', 'zh-CN': '' }));
});

describe('names of figures', () => {
  const query = {
    source: 'opportunity',
    measures: [
      { id: 'a', agg: 'sum' as const, field: 'amount' },
      { id: 'b', agg: 'avg' as const, field: 'amount' },
      { id: 'c', agg: 'max' as const, field: 'amount', label: { en: 'Best', 'zh-CN': '最佳' } },
    ],
  };
  it('are written where two would be called alike, and taken away again', () => {
    const written = labelled(query, both);
    expect(written.measures?.map((item) => item.label?.en)).toEqual([undefined, 'Average expected amount', 'Best']);
    expect(unlabelled(written, both)).toEqual(query);
  });
});
