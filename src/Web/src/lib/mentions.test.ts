import { expect, test } from 'vitest';
import { readMentions, writeMentions, type Mention } from './mentions';

const li: Mention = { name: '王丽', form: 'user', id: 7 };
const long: Mention = { name: '王丽娜', form: 'user', id: 8 };

test('picked names become tokens, the longer name first', () => {
  expect(writeMentions('请@王丽娜和@王丽 看 @王', [li, long])).toBe('请@[王丽娜](user:8)和@[王丽](user:7) 看 @王');
});
test('a stored comment reads as text and mentions', () => {
  expect(readMentions('a @[王丽](user:7)@[Sales](team:3) <b>')).toEqual([
    'a ',
    li,
    { name: 'Sales', form: 'team', id: 3 },
    ' <b>',
  ]);
});
test('what is no whole token stays text', () => {
  expect(readMentions('@[x](role:1) @y')).toEqual(['@[x](role:1) @y']);
});
