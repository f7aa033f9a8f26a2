import Big from 'big.js';
import type { ArithmeticOperator } from '@/api/expression';

/*
 * Numbers as the server has them: decimals of 96 bits with at most 28 digits behind the point, where what does not fit is
 * rounded half to even and what is too large is blank (ADR 6).
 */
const most = new Big('79228162514264337593543950335');
const mostDecimals = 28;

// Digits enough that rounding a quotient twice cannot show.
const Exact = Big();
Exact.DP = 60;
Exact.RM = Big.roundDown;

export const number = (value: number | string): Big => new Exact(value);

/** As it fits; null when it is too large. */
function fit(value: Big): Big | null {
  let scale = Math.min(mostDecimals, Math.max(value.c.length - value.e - 1, 0));
  // A number of 29 digits may fit or not; those with more do not.
  scale = Math.min(scale, Math.max(mostDecimals - Math.max(value.e, 0), 0));
  for (; scale >= 0; scale--) {
    const rounded = value.round(scale, Big.roundHalfEven);
    if (mantissa(rounded, scale).lte(most)) return rounded;
  }
  return null;
}

function mantissa(value: Big, scale: number): Big {
  const whole = new Exact(value.abs());
  whole.e += whole.c[0] === 0 ? 0 : scale;
  return whole;
}

export function calculate(operator: ArithmeticOperator, left: Big, right: Big): Big | null {
  switch (operator) {
    case '+':
      return fit(left.plus(right));
    case '-':
      return fit(left.minus(right));
    case '*':
      return fit(left.times(right));
    case '/':
      return right.eq(0) ? null : fit(left.div(right));
    case '%':
      return right.eq(0) ? null : fit(left.minus(right.times(left.div(right).round(0, Big.roundDown))));
  }
}

/** Half away from zero, the one rounding of the product. */
export const roundTo = (value: Big, scale: number): Big => value.round(scale, Big.roundHalfUp);
export const truncate = (value: Big): Big => value.round(0, Big.roundDown);
export const floor = (value: Big): Big => {
  const whole = truncate(value);
  return whole.gt(value) ? whole.minus(1) : whole;
};
export const ceil = (value: Big): Big => {
  const whole = truncate(value);
  return whole.lt(value) ? whole.plus(1) : whole;
};

/** What a field of this scale can hold: 15 digits, and 64 bits with those behind the point. */
const largest = (scale: number): Big => {
  const bits = new Exact('9000000000000000000').div(new Exact(10).pow(scale));
  return bits.lt('999999999999999') ? bits : new Exact('999999999999999');
};

/** The result as a field stores it: rounded to its scale; blank when it is too large to be kept exactly. */
export function store(value: Big, scale: number): number | null {
  return value.abs().gt(largest(scale)) ? null : Number(roundTo(value, scale).toFixed());
}
