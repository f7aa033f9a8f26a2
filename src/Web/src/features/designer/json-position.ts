/** Where in a JSON text the value at a pointer stands; of one that is not there, the nearest around it. */
export function positionOf(text: string, pointer: string): { from: number; to: number } {
  const steps = pointer.split('/').slice(1).map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~')); // prettier-ignore
  let at = 0;
  let found = { from: 0, to: 1 };
  const space = () => {
    while (/\s/.test(text[at] ?? '')) at++;
  };
  const string = (): string => {
    const from = at++;
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    at++;
    try {
      return JSON.parse(text.slice(from, at)) as string;
    } catch {
      return '';
    }
  };
  const value = (depth: number) => {
    space();
    const from = at;
    const isWanted = depth >= 0;
    if (isWanted) found = { from, to: from + 1 };
    const open = text[at];
    if (open === '{' || open === '[') {
      at++;
      for (let index = 0; at < text.length; index++) {
        space();
        if (text[at] === '}' || text[at] === ']') break;
        const start = at;
        const name = open === '{' ? string() : String(index);
        if (open === '{') {
          space();
          at++;
        }
        const goesOn = isWanted && steps[depth] === name;
        value(goesOn ? depth + 1 : -1);
        if (goesOn && depth + 1 === steps.length && open === '{') found = { from: start, to: start + name.length + 2 };
        space();
        if (text[at] === ',') at++;
      }
      at++;
    } else if (open === '"') string();
    else while (at < text.length && !/[\s,\]}]/.test(text[at] ?? '')) at++;
    if (isWanted && depth === steps.length) found = { from: found.from, to: open === '{' || open === '[' ? found.to : at };
  };
  value(0);
  return { from: Math.min(found.from, text.length), to: Math.min(Math.max(found.to, found.from + 1), text.length) };
}
