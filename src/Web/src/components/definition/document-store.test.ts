import { describe, expect, it } from 'vitest';
import type { Fault } from '@/api/types';
import { DocumentStore } from './document-store';

type Doc = { title: string; fields: Record<string, string>; stages: string[] };
const doc: Doc = { title: 'Page', fields: { 'a/b': 'hidden', phone: 'masked' }, stages: ['new', 'old'] };
const fault = (path: string): Fault => ({ path, code: 'wrong', message: '' });
const opened = (...paths: string[]) => {
  const store = new DocumentStore<Doc>(doc, doc, 1);
  store.setFaults(paths.map(fault));
  return store;
};
const paths = (store: DocumentStore<Doc>) => store.faults().map((item) => item.path);

describe('a fault that the server found', () => {
  it('goes when what stands at its place is changed, and only then', () => {
    const store = opened('/fields/a~1b', '/fields/phone', '/title');
    store.edit((now) => ({ ...now, fields: { ...now.fields, 'a/b': 'readOnly' } }));
    expect(paths(store)).toEqual(['/fields/phone', '/title']);
  });

  it('goes when what was missing is there', () => {
    const store = opened('/fields/mail');
    store.edit((now) => ({ ...now, title: 'Other' }));
    expect(paths(store)).toEqual(['/fields/mail']);
    store.edit((now) => ({ ...now, fields: { ...now.fields, mail: 'hidden' } }));
    expect(paths(store)).toEqual([]);
  });

  it('of the whole document stays until it is asked again', () => {
    const store = opened('', '/stages/1');
    store.edit((now) => ({ ...now, stages: ['old', 'new'] }));
    expect(paths(store)).toEqual(['']);
  });
});
