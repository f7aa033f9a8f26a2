import { describe, expect, it, vi } from 'vitest';
import { fieldOfPath, FormStore } from './form-store';

describe('form store', () => {
  it('tells only the listeners of the changed field', () => {
    const store = new FormStore({ name: 'A', amount: 1 });
    const name = vi.fn();
    const amount = vi.fn();
    store.subscribeTo('name')(name);
    store.subscribeTo('amount')(amount);
    store.set('name', 'B');
    expect(name).toHaveBeenCalledOnce();
    expect(amount).not.toHaveBeenCalled();
  });
  it('gives a merge patch of what changed, blanks as null', () => {
    const store = new FormStore({ name: 'A', tags: ['x'], note: null });
    store.set('name', '');
    store.set('tags', ['x']);
    store.set('note', undefined);
    expect(store.changes()).toEqual({ name: null });
  });
  it('puts problems at their fields and takes them away when the field changes', () => {
    const store = new FormStore({});
    store.setFaults([
      { path: '/amount', code: 'minimum', message: 'Too small' },
      { path: '', code: 'rule', message: 'Whole form' },
    ]);
    expect(store.error('amount')).toBe('Too small');
    expect(store.problems()).toHaveLength(2);
    store.set('amount', 5);
    expect(store.error('amount')).toBeUndefined();
    expect(store.problems()).toEqual([{ key: '', message: 'Whole form' }]);
  });
  it('never replaces what was typed by a suggestion', () => {
    const store = new FormStore({});
    store.suggest('name', 'ACME');
    store.suggest('name', 'ACME · GTX');
    expect(store.value('name')).toBe('ACME · GTX');
    store.set('name', 'Mine');
    store.suggest('name', 'Other');
    expect(store.value('name')).toBe('Mine');
  });
  it('keeps own values when the ground moves', () => {
    const store = new FormStore({ name: 'A', amount: 1 });
    store.set('name', 'B');
    store.rebase({ name: 'C', amount: 2 }, { name: 'B' });
    expect(store.value('amount')).toBe(2);
    expect(store.changes()).toEqual({ name: 'B' });
  });
  it('reads pointers', () => {
    expect(fieldOfPath('/amount')).toBe('amount');
    expect(fieldOfPath('/fields/lost_reason')).toBe('lost_reason');
    expect(fieldOfPath('/record/id')).toBe('record');
    expect(fieldOfPath('')).toBe('');
  });
});
