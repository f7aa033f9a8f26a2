import type { ChangesPart, Figure, MovementKind } from '@/api/forecasts';

export type WaterfallStep = {
  kind: MovementKind | 'opening' | 'closing';
  figure: Figure;
  /** Where its bar begins and ends, from 0 to 1. */
  from: number;
  to: number;
};

/** Each movement begins where the one before ended; the first and the last bar stand on zero. */
export function waterfall(part: ChangesPart): WaterfallStep[] {
  let level = part.opening.amount;
  const levels = part.movements.map(({ amount }) => {
    const before = level;
    level += amount;
    return [before, level] as const;
  });
  const all = [0, part.opening.amount, part.closing.amount, ...levels.flat()];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const place = (value: number) => (high > low ? (value - low) / (high - low) : 0);
  const span = (a: number, b: number) => ({ from: place(Math.min(a, b)), to: place(Math.max(a, b)) });
  return [
    { kind: 'opening', figure: part.opening, ...span(0, part.opening.amount) },
    ...part.movements.map((movement, index) => ({
      kind: movement.kind,
      figure: movement,
      ...span(levels[index]?.[0] ?? 0, levels[index]?.[1] ?? 0),
    })),
    { kind: 'closing', figure: part.closing, ...span(0, part.closing.amount) },
  ];
}
