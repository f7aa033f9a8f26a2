// Fails when a key is missing from a language, used but not translated, or translated but not used.
// A key is used when it stands in the code as a string literal; `t(`prefix.${x}`)` uses every key under that prefix.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('../src/', import.meta.url).pathname;
const files = readdirSync(root, { recursive: true })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
  .map((name) => [name, readFileSync(join(root, name), 'utf8')]);
const code = files.map(([, text]) => text).join('\n');
const read = (name) => JSON.parse(readFileSync(join(root, 'locales', name), 'utf8'));
const build = { zh: read('build/zh-CN.json'), en: read('build/en.json') };
const zh = { ...read('zh-CN.json'), ...build.zh };
const en = { ...read('en.json'), ...build.en };
const problems = [];

for (const key of Object.keys(zh)) if (!(key in en)) problems.push(`missing in en: ${key}`);
for (const key of Object.keys(en)) {
  if (!(key in zh) && !/_(one|other)$/.test(key)) problems.push(`missing in zh-CN: ${key}`);
  if (/_one$/.test(key) && !(key.replace(/_one$/, '_other') in zh))
    problems.push(`missing in zh-CN: ${key.replace(/_one$/, '_other')}`);
}

const known = new Set([...Object.keys(zh), ...Object.keys(en)].map((key) => key.replace(/_(one|other)$/, '')));
const literal = new Set([...code.matchAll(/['"]([a-zA-Z]+(?:\.[\w-]+)+)['"]/g)].map((match) => match[1]));
const prefixes = [...code.matchAll(/`([a-zA-Z]+(?:\.[\w-]+)*\.)\$\{[^}]+\}`/g)].map((match) => match[1]);
const called = [...code.matchAll(/\bt\(\s*['"]([^'"]+)['"]/g)].map((match) => match[1]);

for (const key of new Set(called)) if (!known.has(key)) problems.push(`used but not translated: ${key}`);
for (const key of known)
  if (!literal.has(key) && !prefixes.some((prefix) => key.startsWith(prefix))) problems.push(`translated but not used: ${key}`);

// The texts of building come with its screens; whoever stands outside of those would show their keys.
const builds = [
  /^features\/(build|designer|roles|pipelines|homes|forecasts|templates|import)\//,
  /^features\/dashboards\/builder\//,
  /^components\/(expression|code|definition|settings)\//,
  /^fields\/(.*\/)?settings\.ts$/,
];
for (const [name, text] of files) {
  if (builds.some((place) => place.test(name))) continue;
  for (const match of text.matchAll(/['"`]([a-zA-Z]+(?:\.[\w-]+)+)['"`]/g))
    if (match[1] in build.zh || `${match[1]}_other` in build.zh) problems.push(`of building, used in ${name}: ${match[1]}`);
  for (const match of text.matchAll(/`([a-zA-Z]+(?:\.[\w-]+)*\.)\$\{[^}]+\}`/g))
    for (const key of Object.keys(build.zh)) if (key.startsWith(match[1])) problems.push(`of building, used in ${name}: ${key}`);
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`${known.size} keys in 2 languages, all present and used.`);
