/** Someone named in a comment; stored as `@[Name](user:7)`, shown as `@Name`. */
export type Mention = { name: string; form: 'user' | 'team'; id: number };

const token = /@\[([^[\]\r\n]{1,200})\]\((user|team):(\d{1,18})\)/g;

/** A stored comment as pieces of text and mentions, in order. */
export function readMentions(text: string): (string | Mention)[] {
  const parts: (string | Mention)[] = [];
  let from = 0;
  for (const match of text.matchAll(token)) {
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push({ name: match[1] ?? '', form: match[2] === 'team' ? 'team' : 'user', id: Number(match[3]) });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** Puts the tokens of those who were picked in place of their names; a name that was typed but not picked stays text. */
export function writeMentions(text: string, picked: Mention[]): string {
  const known = new Map(picked.map((mention) => [mention.name, mention]));
  if (known.size === 0) return text;
  const names = [...known.keys()].sort((a, b) => b.length - a.length).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text.replace(new RegExp(`@(${names.join('|')})`, 'g'), (whole, name: string) => {
    const mention = known.get(name);
    return mention ? `@[${mention.name}](${mention.form}:${mention.id})` : whole;
  });
}
