import { expect, test } from 'vitest';
import { receiversOf } from './choice';

test('one receiver gets all, however many were chosen before', () => {
  expect(receiversOf({ way: 'one', people: [4, 5], perForm: { a: 9 } })).toEqual({ to: [4], split: 'one' });
});

test('several receivers take turns', () => {
  expect(receiversOf({ way: 'even', people: [4, 5], perForm: {} })).toEqual({ to: [4, 5], split: 'even' });
});

test('each form may have its own receiver', () => {
  expect(receiversOf({ way: 'form', people: [4], perForm: { a: 9 } })).toEqual({ to: [], split: 'one', perForm: { a: [9] } });
});
