import { useId, type ReactNode } from 'react';

type Props = { label: string; hint?: string; children: (id: string) => ReactNode };

/** One setting of how a widget looks. */
export function LookRow({ label, hint, children }: Props) {
  const id = useId();
  return (
    <div className="look-row">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <p className="well-hint">{hint}</p>}
    </div>
  );
}
