/** The part of the expression language that conditions in rows are written in. */
export type Node =
  | { kind: 'name'; name: string }
  | { kind: 'literal'; value: string | number | boolean }
  | { kind: 'call'; name: string; args: Node[] }
  | { kind: 'compare'; operator: string; left: Node; right: Node }
  | { kind: 'not'; item: Node }
  | { kind: 'and' | 'or'; items: Node[]; isGrouped?: boolean };

const token = /\s*(?:('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(\d+(?:\.\d+)?)|([A-Za-z_][\w.]*)|(&&|\|\||==|!=|<=|>=|[<>!(),-]))/uy;

function tokens(source: string): string[] | null {
  const found: string[] = [];
  token.lastIndex = 0;
  while (source.slice(token.lastIndex).trim() !== '') {
    const match = token.exec(source);
    if (!match) return null;
    found.push(match[0].trim());
  }
  return found;
}

class Unreadable extends Error {}

/** The tree, or null for what this reads not. */
export function parse(source: string): Node | null {
  const list = tokens(source);
  if (!list || list.length === 0) return null;
  const reader = new Reader(list);
  try {
    const node = reader.either();
    return reader.isAtEnd() ? node : null;
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

class Reader {
  private at = 0;
  constructor(private readonly list: string[]) {}

  isAtEnd = () => this.at === this.list.length;

  either(): Node {
    return this.chain('||', 'or', () => this.both());
  }

  private both(): Node {
    return this.chain('&&', 'and', () => this.comparison());
  }

  private chain(operator: string, kind: 'and' | 'or', part: () => Node): Node {
    const items = [part()];
    while (this.take(operator)) items.push(part());
    const [only] = items;
    return items.length === 1 && only ? only : { kind, items };
  }

  private comparison(): Node {
    const left = this.unary();
    const operator = ['==', '!=', '<=', '>=', '<', '>'].find((sign) => this.take(sign));
    return operator ? { kind: 'compare', operator, left, right: this.unary() } : left;
  }

  private unary(): Node {
    if (this.take('!')) return { kind: 'not', item: this.unary() };
    if (!this.take('-')) return this.primary();
    const number = this.primary();
    if (number.kind !== 'literal' || typeof number.value !== 'number') throw new Unreadable();
    return { kind: 'literal', value: -number.value };
  }

  private primary(): Node {
    if (this.take('(')) {
      const inner = this.either();
      this.expect(')');
      return inner.kind === 'or' || inner.kind === 'and' ? { ...inner, isGrouped: true } : inner;
    }
    const text = this.list[this.at++] ?? '';
    if (/^['"]/.test(text)) return { kind: 'literal', value: unquote(text) };
    if (/^\d/.test(text)) return { kind: 'literal', value: Number(text) };
    if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true' };
    if (!/^[A-Za-z_]/.test(text)) throw new Unreadable();
    return this.take('(') ? { kind: 'call', name: text, args: this.args() } : { kind: 'name', name: text };
  }

  private args(): Node[] {
    const args: Node[] = [];
    if (this.take(')')) return args;
    do args.push(this.either());
    while (this.take(','));
    this.expect(')');
    return args;
  }

  private take(text: string): boolean {
    if (this.list[this.at] !== text) return false;
    this.at++;
    return true;
  }

  private expect(text: string) {
    if (!this.take(text)) throw new Unreadable();
  }
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t' };
function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/gsu, (_, letter: string) => {
    if (/[\dbfuvx]/.test(letter)) throw new Unreadable();
    return escapes[letter] ?? letter;
  });
}
