import { describe, expect, it } from 'vitest';
import type { Confidence, ImportPreview } from '@/api/imports';
import type { FieldTypeKey } from '@/api/types';
import type { Field } from '@/lib/form-model';
import { columnTemplate, chooseField, chooseValue, composed, firstChoices, gapsOf, guessDateFormat, mappingOf } from './choices';
import { composeText } from './template';
import { isChecked, mayGo, reduce, start } from './wizard';

const field = (key: string, type: FieldTypeKey, more: Partial<Field> = {}): [string, Field] => {
  const x = { type, title: {} };
  return [
    key,
    {
      key,
      form: 'opportunity',
      type,
      label: key,
      schema: { 'x-field': x },
      x,
      required: false,
      readOnly: false,
      system: false,
      ...more,
    },
  ];
};
const fields = new Map([
  field('name', 'text', { required: true }),
  field('external_id', 'text'),
  field('account', 'relation'),
  field('amount', 'money'),
  field('closed_on', 'date'),
  field('weighted', 'money', { readOnly: true }),
]);
const column = (name: string, samples: string[], to?: string, confidence: Confidence = 'exact') => ({
  name,
  samples,
  suggestion: to ? { field: to, match: to === 'account' ? 'name' : null, confidence } : null,
});
const preview: ImportPreview = {
  encoding: 'utf-8',
  delimiter: ',',
  encodings: ['utf-8'],
  columns: [
    column('opportunity_id', ['1C1I7A6R'], 'external_id', 'normalised'),
    column('account', ['Cancity'], 'account'),
    column('close_date', ['2017-03-01'], 'closed_on', 'contained'),
    column('close_value', ['1054'], 'amount', 'normalised'),
    column('value', ['1'], 'amount', 'contained'),
  ],
  rows: [],
  mapping: null,
  problems: [],
};
const nameFrom = { name: '{account} · {product}' };
const choices = firstChoices(preview, fields, nameFrom);

describe('suggested columns', () => {
  it('gives a field that two columns ask for to the surer one', () => {
    expect(choices.columns.map((choice) => choice.field)).toEqual(['external_id', 'account', 'closed_on', 'amount', null]);
  });
  it('frees a field that is chosen for another column, and forgets what its values meant', () => {
    const withValues = chooseValue(choices, 'value', 'x', 'y');
    const next = chooseField(withValues, 'value', 'amount');
    expect(next.columns.map((choice) => choice.field)).toEqual(['external_id', 'account', 'closed_on', null, 'amount']);
    expect(next.values['value']).toBeUndefined();
  });
  it('takes what was chosen last time before any suggestion', () => {
    const mapping = mappingOf(chooseField(choices, 'close_date', null), preview, fields, false);
    const again = firstChoices(
      { ...preview, mapping: { ...mapping, columns: [{ column: 'value', field: 'amount' }] } },
      fields,
      {},
    );
    expect(again.columns.find((choice) => choice.column === 'value')?.field).toBe('amount');
  });
  it('reads the date format from samples', () => {
    expect(guessDateFormat(['2017/03/01'])).toBe('yyyy/MM/dd');
    expect(guessDateFormat(['03/25/2017'])).toBe('MM/dd/yyyy');
    expect(guessDateFormat(['25/03/2017'])).toBe('dd/MM/yyyy');
    expect(guessDateFormat([])).toBe('yyyy-MM-dd');
  });
});

describe('what is left to decide', () => {
  it('composes a required text that no column holds', () => {
    expect(composed(choices, fields).map((item) => item.key)).toEqual(['name']);
    expect(gapsOf(choices, fields)).toEqual([]);
    expect(gapsOf({ ...choices, templates: {} }, fields)).toEqual(['template']);
  });
  it('speaks of fields, but tells the server columns; a part that the file lacks drops with its separator', () => {
    const named = chooseField(choices, 'opportunity_id', null);
    expect(columnTemplate(choices, '{external_id} - {account} · {product}')).toBe('{opportunity_id} - {account}');
    expect(columnTemplate(named, '{external_id}')).toBe('');
    expect(composeText('{a} · {b}', (name) => (name === 'a' ? '' : 'B'))).toBe('B');
  });
  it('needs a key to update', () => {
    expect(gapsOf({ ...choices, mode: 'upsert' }, fields)).toEqual(['key']);
    expect(gapsOf({ ...choices, mode: 'upsert', key: 'external_id' }, fields)).toEqual([]);
  });
});

describe('mapping', () => {
  it('says columns, matches, chosen values and composed fields', () => {
    const chosen = chooseValue(choices, 'account', 'Cancty', 'Cancity');
    expect(mappingOf(chosen, preview, fields, true)).toMatchObject({
      mode: 'create',
      key: [],
      dryRun: true,
      dateFormat: 'yyyy-MM-dd',
      columns: [
        { column: 'opportunity_id', field: 'external_id' },
        { column: 'account', field: 'account', match: 'name', values: { Cancty: 'Cancity' } },
        { column: 'close_date', field: 'closed_on' },
        { column: 'close_value', field: 'amount' },
        { field: 'name', template: '{account}' },
      ],
    });
  });
});

describe('wizard', () => {
  const file = new File(['a'], 'a.csv');
  const read = reduce(reduce(start, { type: 'file', file }), { type: 'read', preview, choices });
  it('goes forward only with a file that was read, back without losing choices', () => {
    expect(mayGo(start, 'columns')).toBe(false);
    const changed = reduce(reduce(read, { type: 'go', step: 'columns' }), {
      type: 'choose',
      choices: { ...choices, mode: 'upsert' },
    });
    expect(reduce(changed, { type: 'go', step: 'file' }).choices?.mode).toBe('upsert');
  });
  it('keeps choices for columns of the same name when the file is read in another encoding', () => {
    const changed = reduce(read, { type: 'choose', choices: chooseField(choices, 'value', 'amount') });
    const again = reduce(changed, { type: 'read', preview: { ...preview, encoding: 'gb18030' }, choices });
    expect(again.choices?.columns.at(-1)?.field).toBe('amount');
  });
  it('asks for a new dry run after a change', () => {
    const checked = reduce(read, { type: 'checking', job: 'a' });
    expect(isChecked(checked)).toBe(true);
    expect(isChecked(reduce(checked, { type: 'choose', choices: { ...choices } }))).toBe(false);
  });
  it('cannot go back once the import runs', () => {
    const running = reduce(read, { type: 'importing', job: 'b' });
    expect(running.step).toBe('result');
    expect(mayGo(running, 'columns')).toBe(false);
  });
});
