import type Big from 'big.js';

/**
 * A value while an expression runs; blank is null in every type, and a list without elements is blank.
 * A date is `yyyy-MM-dd`, an instant its milliseconds since 1970, a reference the id of a record.
 */
export type Value = Big | string | number | boolean | string[] | number[] | null;

/** What only the server can tell. It spreads: what depends on it is unknown too, unless the answer is the same whatever it is. */
export const unknown = Symbol('unknown');
export type Answer = Value | typeof unknown;
