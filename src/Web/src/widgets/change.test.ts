import { describe, expect, it } from 'vitest';
import { changeOf } from './change';

describe('a change against the period before', () => {
  it('is a share of the value before, with its direction and whether that is good news', () => {
    expect(changeOf(150, 100)).toEqual({ rate: 0.5, difference: 50, direction: 'up', tone: 'good' });
    expect(changeOf(50, 100)).toMatchObject({ rate: -0.5, direction: 'down', tone: 'bad' });
    expect(changeOf(50, 100, 'down')).toMatchObject({ tone: 'good' });
    expect(changeOf(50, 100, 'none')).toMatchObject({ tone: 'plain' });
  });
  it('takes the size of a negative base, so that less loss is a rise', () => {
    expect(changeOf(-50, -100)).toMatchObject({ rate: 0.5, direction: 'up' });
  });
  it('has no share of nothing, and none where a value is missing', () => {
    expect(changeOf(5, 0)).toMatchObject({ rate: null, difference: 5 });
    expect(changeOf(null, 5)).toBeNull();
    expect(changeOf(5, undefined)).toBeNull();
  });
});
