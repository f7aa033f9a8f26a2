// Usage: node ajv.mjs <package.json whose node_modules hold ajv> <cases.json> <verdicts.json>
// cases: [{schema, values: [text of a JSON value]}]; verdicts: per case a list of "valid", "invalid", or one text that says why
// the schema was refused. Verdicts are ajv's, formats those of ajv-formats in full mode.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';

const [, , home, input, output] = process.argv;
const require = createRequire(home);
const Ajv = require('ajv');
const addFormats = require('ajv-formats');

function create() {
  // Quotients of doubles miss whole numbers by a little: ajv is told how little.
  const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, multipleOfPrecision: 6 });
  addFormats(ajv, { mode: 'full' });
  for (const keyword of ['x-form', 'x-field']) ajv.addKeyword(keyword);
  return ajv;
}

let ajv = create();
const verdicts = JSON.parse(readFileSync(input, 'utf8')).map(({ schema, values }, index) => {
  // What is compiled stays cached: now and then a new instance, and one for each schema that has a name.
  if (index % 500 === 0 || schema.$id) ajv = create();
  let validate;
  try {
    validate = ajv.compile(schema);
  } catch (error) {
    return `refused: ${error.message}`;
  }
  return values.map((value) => (validate(JSON.parse(value)) ? 'valid' : 'invalid'));
});
writeFileSync(output, JSON.stringify(verdicts));
