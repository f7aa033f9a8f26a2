import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import i18n from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FieldTypeKey, Filter, XField } from '@/api/types';
import type { Field } from '@/lib/form-model';
import en from '@/locales/en.json';
import zh from '@/locales/zh-CN.json';
import { FilterText } from './filter-text';

function field(key: string, label: string, type: FieldTypeKey, settings: Partial<XField> = {}): [string, Field] {
  const x: XField = { type, title: {}, ...settings };
  return [key, { key, label, type, x, form: 'deal', schema: { 'x-field': x }, required: false, readOnly: false, system: false }];
}
const budget = [
  { key: 'approved', title: { en: 'Approved', 'zh-CN': '已批' } },
  { key: 'planned', title: { en: 'Planned', 'zh-CN': '已规划' } },
];
const members = new Map([
  field('budget', 'Budget', 'select', { options: budget }),
  field('amount', 'Amount', 'integer'),
  field('owner', 'Owner', 'user'),
  field('close', 'Close', 'date'),
]);

function sentence(filter: Filter): string {
  const html = renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <FilterText filter={filter} members={members} />
    </QueryClientProvider>,
  );
  return html.replace(/<[^>]+>/g, '').replace(/&#x27;/g, "'");
}

beforeAll(async () => {
  await i18n.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: en }, 'zh-CN': { translation: zh } },
  });
});

describe('a filter reads as a sentence', () => {
  it.each<[Filter, string]>([
    [{ member: 'budget', operator: 'equals', values: ['approved', 'planned'] }, 'Budget is Approved, Planned'],
    [{ member: 'amount', operator: 'between', values: [1000, 5000] }, 'Amount is between 1,000 – 5,000'],
    [{ member: 'amount', operator: 'notSet' }, 'Amount is blank'],
    [{ member: 'owner', operator: 'equals', values: ['@me'] }, 'Owner is Me'],
    [{ member: 'close', operator: 'relative', values: [{ unit: 'month', from: -5, to: 0 }] }, 'Close is in the last 6 months'],
    [
      {
        or: [
          { member: 'amount', operator: 'set' },
          { member: 'close', operator: 'notSet' },
        ],
      },
      'Amount is filled or Close is blank',
    ],
  ])('%o', (filter, text) => expect(sentence(filter)).toBe(text));

  it('in Chinese too', async () => {
    await i18n.changeLanguage('zh-CN');
    expect(sentence({ member: 'budget', operator: 'notEquals', values: ['approved'] })).toBe('Budget 不是 已批');
    expect(sentence({ member: 'close', operator: 'relative', values: [{ unit: 'month', from: 0, to: 0 }] })).toBe(
      'Close 在 本月',
    );
    await i18n.changeLanguage('en');
  });
});
