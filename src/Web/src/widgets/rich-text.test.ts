import { describe, expect, it } from 'vitest';
import { blocksOf, safeHref } from './rich-text';

describe('text of a widget', () => {
  it('knows headings, lists, bold and links', () => {
    expect(blocksOf('# Goal\n\n- **win** more\nSee [the list](/f/opportunity).')).toEqual([
      { kind: 'heading', parts: [{ kind: 'text', text: 'Goal' }] },
      {
        kind: 'item',
        parts: [
          { kind: 'strong', text: 'win' },
          { kind: 'text', text: ' more' },
        ],
      },
      {
        kind: 'paragraph',
        parts: [
          { kind: 'text', text: 'See ' },
          { kind: 'link', text: 'the list', href: '/f/opportunity' },
          { kind: 'text', text: '.' },
        ],
      },
    ]);
  });
  it('takes HTML and addresses that would run something as text', () => {
    expect(blocksOf('<img src=x onerror=alert(1)>')).toEqual([
      { kind: 'paragraph', parts: [{ kind: 'text', text: '<img src=x onerror=alert(1)>' }] },
    ]);
    expect(blocksOf('[x](javascript:alert)')[0]?.parts[0]?.kind).toBe('text');
    expect(safeHref('//evil.example')).toBeNull();
    expect(safeHref('data:text/html,x')).toBeNull();
  });
});
