import { Check, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pipeline, Stage } from '@/api/types';
import { openStages, stageColor, stageOf } from '@/lib/stage';
import { useText } from '@/lib/text';
import './stage-strip.css';

type Props = {
  pipeline: Pipeline;
  stage: unknown;
  /** Days spent per stage key. */
  days?: Record<string, number>;
  onMove?: (to: Stage) => void;
  /** Stages this person may not move to; whether the record is ready is asked on trying. */
  forbidden?: ReadonlySet<string>;
  /** What the strip is called to those who do not see it. */
  label?: string;
};

/** The pipeline as one bar: stages passed are filled, the present one named, each with the days spent. */
export function StageStrip({ pipeline, stage, days = {}, onMove, forbidden, label }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const stages = openStages(pipeline);
  const current = stageOf(pipeline, stage);
  const at = current?.kind === 'open' ? stages.indexOf(current) : -1;
  const present = useRef<HTMLButtonElement>(null);
  // On a phone the strip is wider than the screen.
  useEffect(() => {
    const { current: button } = present;
    if (button?.parentElement) button.parentElement.scrollLeft = button.offsetLeft - button.parentElement.offsetLeft - 48;
  }, [at]);
  const closed = pipeline.stages.filter((item) => item.kind !== 'open');
  return (
    <div className="strip" role="group" aria-label={label ?? t('record.stages')}>
      {stages.map((item, index) => {
        const name = text(item.title, item.key);
        const spent = days[item.key];
        const state = index === at ? 'current' : index < at || current?.kind === 'won' ? 'passed' : 'ahead';
        return (
          <button
            key={item.key}
            ref={index === at ? present : undefined}
            type="button"
            className={`strip-stage ${state}`}
            aria-current={index === at ? 'step' : undefined}
            disabled={!onMove || index === at || forbidden?.has(item.key)}
            onClick={() => onMove?.(item)}
          >
            <i style={{ background: state === 'ahead' ? undefined : stageColor(item) }} />
            <span className="strip-name">{name}</span>
            {spent !== undefined && <span className="strip-days">{t('record.days', { count: spent })}</span>}
          </button>
        );
      })}
      {onMove &&
        closed
          .filter((item) => item !== current && !forbidden?.has(item.key))
          .map((item) => (
            <button key={item.key} type="button" className="strip-close" onClick={() => onMove(item)}>
              {item.kind === 'won' ? <Check size={16} aria-hidden /> : <X size={16} aria-hidden />}
              {text(item.title, item.key)}
            </button>
          ))}
    </div>
  );
}
