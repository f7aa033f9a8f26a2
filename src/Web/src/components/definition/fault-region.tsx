import { useTranslation } from 'react-i18next';
import type { Fault } from '@/api/types';

/** What a fault is about, and how to get there. */
export type FaultPlace = { name: string; onGo?: () => void };
type Props = { faults: readonly Fault[]; placeOf: (fault: Fault) => FaultPlace };

const most = 100;

/** What the server refused, above the whole definition. */
export function FaultRegion({ faults, placeOf }: Props) {
  const { t } = useTranslation();
  if (faults.length === 0) return null;
  return (
    <div className="fault-region" role="region" aria-label={t('designer.faults')}>
      <FaultList faults={faults} placeOf={placeOf} />
    </div>
  );
}

/** Refusals as a list; each leads to its place. */
export function FaultList({ faults, placeOf }: Props) {
  return (
    <ul className="fault-list">
      {faults.slice(0, most).map((fault, index) => {
        const { name, onGo } = placeOf(fault);
        return (
          <li key={index}>
            {onGo ? (
              <button type="button" className="link" onClick={onGo}>
                {name}
              </button>
            ) : (
              <strong>{name}</strong>
            )}
            <span>{fault.message}</span>
          </li>
        );
      })}
    </ul>
  );
}
