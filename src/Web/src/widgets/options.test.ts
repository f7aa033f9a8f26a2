import { describe, expect, it } from 'vitest';
import type { ReportData } from '@/api/reports';
import type { Words } from './cells';
import { fullValue, shortValue } from './cells';
import { chartModel } from './model';
import { tooltipLines, type ChartTheme, type Drawing } from './option-parts';
import { chartOption } from './options';

const words: Words = {
  language: 'zh-CN',
  currency: 'CNY',
  yes: '是',
  no: '否',
  none: '（空白）',
  band: (from, until) => `${from ?? ''}–${until ?? ''}`,
  few: '样本少',
  sample: (value, count) => `${value} · n ${count}`,
  days: (count) => `${count} 天`,
};
const theme: ChartTheme = {
  font: 'x',
  text: '#1',
  second: '#2',
  line: '#3',
  control: '#4',
  surface: '#5',
  raised: '#6',
  accent: '#7',
  series: ['#8', '#9'],
};
const drawing: Drawing = { theme, words, formatOf: (column) => (column.type === 'money' ? 'money' : undefined), still: true };
const data: ReportData = {
  columns: [
    { id: 'stage', label: '阶段', type: 'stage', labels: { needs: '需求确认', won: '赢单' } },
    { id: 'won', label: '金额', type: 'money' },
    { id: 'n', label: '商机数', type: 'integer' },
  ],
  rows: [
    ['needs', 125_000, 3],
    ['won', 320_000_000, 1],
  ],
  truncated: false,
  query: {
    source: 'opportunity',
    measures: [
      { id: 'won', agg: 'sum', field: 'amount' },
      { id: 'n', agg: 'count' },
    ],
    dimensions: [{ id: 'stage', field: 'stage' }],
  },
};
const model = chartModel(data, words, '其他', (_, value) => (value === 'won' ? '#won' : undefined));
type Drawn = {
  xAxis: { type: string; show?: boolean; scale?: boolean };
  yAxis: { type: string; data: string[]; scale?: boolean };
  legend: { show: boolean };
  series: { type: string; data: { value: unknown; itemStyle: { color: string } }[] }[];
};
const draw = (...[type]: [Parameters<typeof chartOption>[0]]) => chartOption(type, model, drawing) as unknown as Drawn;

describe('chart options', () => {
  it('draws names as horizontal bars from zero, in stage colours, without a legend for one series', () => {
    const option = draw('bar');
    expect(option.yAxis).toMatchObject({ type: 'category', data: ['需求确认', '赢单'] });
    expect(option.xAxis.scale).toBeUndefined();
    expect(option.legend.show).toBe(false);
    expect(option.series[0]?.data.map((cell) => cell.itemStyle.color)).toEqual(['#7', '#won']);
  });
  it('draws columns along the axis', () => {
    expect(draw('column').xAxis.type).toBe('category');
    expect((chartOption('bar', model, { ...drawing, horizontal: false }) as unknown as Drawn).xAxis.type).toBe('category');
  });
  it('centres the bars of a funnel', () => {
    const [offset, bars] = draw('funnel').series;
    expect(offset?.data).toEqual([(320_000_000 - 125_000) / 2, 0]);
    expect(bars?.data.map((cell) => cell.value)).toEqual([125_000, 320_000_000]);
  });
  it('tells further measures on hover', () => {
    expect(tooltipLines(model, 0, drawing)).toEqual(['需求确认', '金额 ¥125,000', '商机数 3']);
  });
  it('shortens figures by the language, and writes rates, days and blanks', () => {
    const money = data.columns[1];
    if (!money) throw new Error();
    expect(shortValue(125_000, money, words)).toBe('¥12.5万');
    expect(shortValue(320_000_000, money, { ...words, language: 'en' })).toBe('¥320M');
    expect(shortValue(4238 / 6711, { id: 'r', label: 'r', type: 'ratio' }, words)).toBe('63.2%');
    expect(fullValue(51.79, { id: 'd', label: 'd', type: 'decimal' }, words, 'days')).toBe('51.8 天');
    expect(fullValue(null, money, words)).toBe('–');
  });
});
