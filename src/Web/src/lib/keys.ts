/** What may name a form, field or option; the same list as the server's, which decides (src/Platform/Metadata/Keys.cs). */
export const longestKey = 48;

const reserved = new Set(
  `id version true false null undefined this new delete typeof void in instanceof function return var let const if else for while do
  switch case default break continue class extends super import export try catch finally throw with yield await enum debugger constructor
  prototype eval arguments today now round coalesce contains lower upper length changed prior sum count min max outer select insert update
  from where group order having limit offset join union table create drop alter and or not between like is as by on values distinct
  primary references`
    .split(/\s+/)
    .filter(Boolean),
);

export type KeyFault = 'empty' | 'malformed' | 'reserved' | 'taken';

/** Why a key cannot be used, or null when it can. */
export function keyFault(key: string, taken: ReadonlySet<string> | readonly string[] = []): KeyFault | null {
  if (key === '') return 'empty';
  if (!/^[a-z][a-z0-9_]{0,47}$/.test(key)) return 'malformed';
  if (reserved.has(key)) return 'reserved';
  return new Set(taken).has(key) ? 'taken' : null;
}

/** Latin text as a key: lower case, words joined by `_`; empty when nothing of it can stand in one. */
export const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+/, '')
    .slice(0, longestKey)
    .replace(/_+$/, '');

/** The key itself, or with the first number behind it that makes it usable. */
export function freeKey(wanted: string, taken: ReadonlySet<string>, fallback = 'field'): string {
  const base = wanted || fallback;
  if (!keyFault(base, taken)) return base;
  for (let number = keyFault(base) === null ? 2 : 1; ; number++) {
    const suffix = `_${number}`;
    const candidate = base.slice(0, longestKey - suffix.length) + suffix;
    if (!keyFault(candidate, taken)) return candidate;
  }
}

const han = /\p{Script=Han}/u;

/** The key that a label suggests: pinyin for Chinese, which is fetched when first needed. */
export async function keyFromLabel(label: string): Promise<string> {
  if (!han.test(label)) return slug(label);
  const { pinyin } = await import('pinyin-pro');
  return slug(pinyin(label, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).join(' '));
}
