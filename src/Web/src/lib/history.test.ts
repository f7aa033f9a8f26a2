import { describe, expect, it } from 'vitest';
import { begin, record, redo, undo } from './history';

const start = begin('a');

describe('steps', () => {
  it('can be taken back and done again', () => {
    const two = record(record(start, 'b'), 'c');
    expect(undo(two).present).toBe('b');
    expect(undo(undo(two)).present).toBe('a');
    expect(redo(undo(two)).present).toBe('c');
    expect(undo(start)).toBe(start);
  });
  it('of one kind count as one: typing a title is undone at once', () => {
    const typed = record(record(start, 'ab', 'title'), 'abc', 'title');
    expect(undo(typed).present).toBe('a');
  });
  it('after going back begin a new line', () => expect(redo(record(undo(record(start, 'b')), 'x')).present).toBe('x'));
});
