import { describe, expect, it } from 'vitest';
import { redone, stepped, undone, type History } from './use-history';

const start: History<string> = { past: [], present: 'a', future: [] };

describe('steps', () => {
  it('can be taken back and done again', () => {
    const two = stepped(stepped(start, 'b'), 'c');
    expect(undone(two).present).toBe('b');
    expect(undone(undone(two)).present).toBe('a');
    expect(redone(undone(two)).present).toBe('c');
    expect(undone(start)).toBe(start);
  });
  it('of one kind count as one: typing a title is undone at once', () => {
    const typed = stepped(stepped(start, 'ab', 'title'), 'abc', 'title');
    expect(undone(typed).present).toBe('a');
  });
  it('after going back begin a new line', () => expect(redone(stepped(undone(stepped(start, 'b')), 'x')).present).toBe('x'));
});
