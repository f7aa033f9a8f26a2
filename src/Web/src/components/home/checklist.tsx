import { Link, type LinkProps } from '@tanstack/react-router';
import { Check, Circle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePipelines } from '@/api/forms';

/** First steps of an installation; each ticks itself once it has been done. */
export function Checklist({ steps }: { steps: { key: string; done: boolean }[] }) {
  const { t } = useTranslation();
  const form = usePipelines()[0]?.form;
  const targets: Record<string, LinkProps> = {
    invite: { to: '/settings/users' },
    teams: { to: '/settings/users', search: { tab: 'teams' } },
    view_as: { to: '/settings/users' },
    colleague: { to: '/settings/users' },
    ...(form && {
      import: { to: '/f/$form/import', params: { form } },
      record: { to: '/f/$form', params: { form }, search: { new: form } },
      move: { to: '/f/$form/board', params: { form } },
    }),
  };
  return (
    <ol className="home-steps">
      {steps.map((step) => {
        const target = targets[step.key];
        const words = t(`home.step.${step.key}`);
        return (
          <li key={step.key} className={step.done ? 'done' : undefined}>
            {step.done ? <Check size={16} role="img" aria-label={t('home.stepDone')} /> : <Circle size={16} aria-hidden />}
            {target && !step.done ? <Link {...target}>{words}</Link> : <span>{words}</span>}
          </li>
        );
      })}
    </ol>
  );
}
