import { Button } from 'antd';
import { Check } from 'lucide-react';
import type { Dispatch, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormModel } from '@/lib/form-model';
import { mayGo, steps, type Action, type Wizard } from './wizard';

export type StepProps = { model: FormModel; wizard: Wizard; dispatch: Dispatch<Action> };

export function StepList({ wizard, dispatch }: Omit<StepProps, 'model'>) {
  const { t } = useTranslation();
  const at = steps.indexOf(wizard.step);
  return (
    <nav aria-label={t('import.steps')}>
      <ol className="import-steps">
        {steps.map((step, index) => (
          <li key={step} className={index < at ? 'done' : index === at ? 'current' : undefined}>
            <button
              type="button"
              aria-current={index === at ? 'step' : undefined}
              disabled={index >= at || !mayGo(wizard, step)}
              onClick={() => dispatch({ type: 'go', step })}
            >
              <span className="import-number">{index < at ? <Check size={14} aria-hidden /> : index + 1}</span>
              {t(`import.step.${step}`)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

type NavProps = {
  onBack?: () => void;
  onNext: () => void;
  nextLabel: string;
  disabled?: boolean;
  loading?: boolean;
  note?: ReactNode;
};

export function StepActions({ onBack, onNext, nextLabel, disabled, loading, note }: NavProps) {
  const { t } = useTranslation();
  return (
    <div className="import-actions">
      {onBack && <Button onClick={onBack}>{t('import.back')}</Button>}
      <Button type="primary" disabled={disabled} loading={loading} onClick={onNext}>
        {nextLabel}
      </Button>
      {note && <span className="second">{note}</span>}
    </div>
  );
}
