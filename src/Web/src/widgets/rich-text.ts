export type Inline = { kind: 'text' | 'strong'; text: string } | { kind: 'link'; text: string; href: string };
export type Block = { kind: 'heading' | 'paragraph' | 'item'; parts: Inline[] };

/** Only addresses that a browser opens as a page: of this site, or of the web. */
export const safeHref = (href: string) => (/^(https?:\/\/|\/(?!\/))/i.test(href) ? href : null);

const inline = /\*\*([^*\n]+)\*\*|\[([^\]\n]+)\]\(([^)\s]+)\)/g;

function partsOf(line: string): Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  for (const match of line.matchAll(inline)) {
    if (match.index > at) parts.push({ kind: 'text', text: line.slice(at, match.index) });
    const href = match[3] === undefined ? null : safeHref(match[3]);
    if (match[1] !== undefined) parts.push({ kind: 'strong', text: match[1] });
    else if (match[2] !== undefined && href) parts.push({ kind: 'link', text: match[2], href });
    else parts.push({ kind: 'text', text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < line.length) parts.push({ kind: 'text', text: line.slice(at) });
  return parts;
}

/** A small part of Markdown: headings, lists, bold, links. Anything else, HTML included, is text. */
export function blocksOf(text: string): Block[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const heading = /^#{1,3}\s+(.*)$/.exec(line);
      const item = /^[-*]\s+(.*)$/.exec(line);
      if (heading?.[1] !== undefined) return { kind: 'heading', parts: partsOf(heading[1]) };
      if (item?.[1] !== undefined) return { kind: 'item', parts: partsOf(item[1]) };
      return { kind: 'paragraph', parts: partsOf(line) };
    });
}
