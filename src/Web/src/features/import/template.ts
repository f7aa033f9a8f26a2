/** `{account} · {product}` as parts with the text before each. */
type Part = { name: string; before: string };

function parse(template: string): { parts: Part[]; after: string } {
  const parts: Part[] = [];
  let end = 0;
  for (const match of template.matchAll(/\{([^{}]+)\}/g)) {
    parts.push({ name: match[1]?.trim() ?? '', before: template.slice(end, match.index) });
    end = match.index + match[0].length;
  }
  return { parts, after: template.slice(end) };
}

/** Puts texts in; a blank part drops with the separator before it, all blank is nothing. */
export function composeText(template: string, textOf: (name: string) => string): string {
  const { parts, after } = parse(template);
  let text = '';
  for (const { name, before } of parts) {
    const part = textOf(name).trim();
    if (part) text += (text ? before : (parts[0]?.before ?? '')) + part;
  }
  return text ? text + after : '';
}

/** People speak of fields, the file of columns: each part by its other name; one without drops with its separator. */
export function renameParts(template: string, nameOf: (name: string) => string | undefined): string {
  return composeText(template, (name) => {
    const other = nameOf(name);
    return other === undefined ? '' : `{${other}}`;
  });
}
