import { expect, it } from 'vitest';
import type { Pipeline } from '@/api/types';
import { todoTitles } from './key-tasks';

const pipeline = {
  taskForm: { form: 'task' },
  stages: [{ key: 'needs', tasks: [{ key: 'interview', title: { en: 'Needs interview', 'zh-CN': '需求访谈' } }] }],
} as unknown as Pipeline;

it('says a key task in the language of the reader, whoever created it', () => {
  expect(todoTitles([pipeline], 'task', 'en')('需求访谈')).toBe('Needs interview');
  expect(todoTitles([pipeline], 'task', 'zh-CN')('Needs interview')).toBe('需求访谈');
});

it('leaves alone what somebody wrote, and the records of other forms', () => {
  expect(todoTitles([pipeline], 'task', 'en')('给王总回电')).toBe('给王总回电');
  expect(todoTitles([pipeline], 'note', 'en')('需求访谈')).toBe('需求访谈');
});
