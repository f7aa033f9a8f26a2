import { describe, expect, it } from 'vitest';
import { freeKey, keyFault, keyFromLabel, slug } from './keys';

describe('keys', () => {
  it('follow a Latin label', () => {
    expect(slug('Expected close (Q1)')).toBe('expected_close_q1');
    expect(slug('Café d’Or')).toBe('cafe_dor');
    expect(slug('2nd address')).toBe('nd_address');
    expect(slug('###')).toBe('');
    expect(slug('x'.repeat(100))).toHaveLength(48);
  });
  it('follow a Chinese label in pinyin', async () => {
    expect(await keyFromLabel('预计成交金额')).toBe('yu_ji_cheng_jiao_jin_e');
    expect(await keyFromLabel('客户 A2')).toBe('ke_hu_a2');
    expect(await keyFromLabel('Amount')).toBe('amount');
  });
  it('are refused with a reason', () => {
    expect(keyFault('')).toBe('empty');
    expect(keyFault('Name')).toBe('malformed');
    expect(keyFault('1st')).toBe('malformed');
    expect(keyFault('select')).toBe('reserved');
    expect(keyFault('name', ['name'])).toBe('taken');
    expect(keyFault('name_2', ['name'])).toBeNull();
  });
  it('step aside when taken or reserved', () => {
    expect(freeKey('name', new Set(['name', 'name_2']))).toBe('name_3');
    expect(freeKey('order', new Set())).toBe('order_1');
    expect(freeKey('', new Set())).toBe('field');
    expect(freeKey('x'.repeat(48), new Set(['x'.repeat(48)]))).toHaveLength(48);
  });
});
