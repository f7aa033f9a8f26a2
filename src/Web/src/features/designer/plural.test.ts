import { describe, expect, it } from 'vitest';
import { pluralOf } from './plural';

describe('what many are called', () => {
  it.each([
    ['Project', 'Projects'],
    ['Company', 'Companies'],
    ['Survey', 'Surveys'],
    ['Box', 'Boxes'],
    ['Site visit', 'Site visits'],
    ['', ''],
  ])('%s becomes %s', (one, many) => expect(pluralOf({ en: one }).en).toBe(many));
  it('is the same word in Chinese', () => expect(pluralOf({ 'zh-CN': '项目' })).toEqual({ 'zh-CN': '项目' }));
});
