import { Check, Circle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Moves, Stage } from '@/api/types';
import { useText } from '@/lib/text';

/** What should hold before the stage is left, and whether it does. */
export function Criteria({ stage, criteria }: { stage: Stage; criteria: Moves['criteria'] }) {
  const { t } = useTranslation();
  const text = useText();
  if (!stage.exit?.length) return null;
  return (
    <section>
      <h3>{t('record.exit')}</h3>
      <ul className="plain-list">
        {stage.exit.map((item) => {
          const met = criteria.find((criterion) => criterion.key === item.key)?.met === true;
          return (
            <li key={item.key} className={met ? 'stage-item met' : 'stage-item'}>
              {met ? (
                <Check size={16} role="img" aria-label={t('record.met')} />
              ) : (
                <Circle size={16} role="img" aria-label={t('record.notMet')} />
              )}
              <span>
                {text(item.title, item.key)}
                {item.must && !met && <span className="event-time"> · {t('move.blocks')}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
