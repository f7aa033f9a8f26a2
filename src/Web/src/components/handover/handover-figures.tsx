import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HandoverForm, HandoverPreview } from '@/api/handovers';
import { useText } from '@/lib/text';
import { useRecordTitle } from '@/lib/titles';
import { useFormat } from '@/lib/use-format';

/** What would move, form by form, and what is in the way. */
export function HandoverFigures({ preview, chosen }: { preview: HandoverPreview; chosen: boolean }) {
  const { t } = useTranslation();
  const problems = preview.problems.filter((problem) => chosen || problem.code !== 'handover.receiver');
  return (
    <>
      {preview.total === 0 && <p className="second">{t('handover.nothing')}</p>}
      <ul className="handover-figures">
        {preview.forms.map((form) => (
          <Line key={form.form} form={form} chosen={chosen} />
        ))}
      </ul>
      {problems.map((problem) => (
        <Obstacle key={`${problem.code}${problem.user}${problem.message}`} problem={problem} />
      ))}
    </>
  );
}

function Obstacle({ problem }: { problem: HandoverPreview['problems'][number] }) {
  const name = useRecordTitle('user', problem.user);
  return (
    <p className={problem.blocking ? 'handover-problem blocking' : 'handover-problem'}>
      <TriangleAlert size={16} aria-hidden />
      <span>
        {name && `${name} · `}
        {problem.message}
      </span>
    </p>
  );
}

function Line({ form, chosen }: { form: HandoverForm; chosen: boolean }) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const parts = [
    form.open !== undefined && t('handover.openClosed', { open: format.number(form.open), closed: format.number(form.closed) }),
    form.amount != null && format.moneyCompact(form.amount),
    form.along > 0 && t('handover.along', { shown: format.number(form.along) }),
  ].filter(Boolean);
  return (
    <li>
      <details>
        <summary>
          <span>{text(form.title, form.form)}</span>
          <strong className="figure">{format.number(form.count)}</strong>
          {parts.length > 0 && <span className="second">{parts.join(' · ')}</span>}
        </summary>
        {chosen && form.receivers.length > 1 && (
          <p className="handover-shares">
            {form.receivers.map((receiver) => (
              <Share key={receiver.user} {...receiver} />
            ))}
          </p>
        )}
        <p className="second">
          {form.titles.join(t('handover.comma'))}
          {form.count > form.titles.length && ' …'}
        </p>
      </details>
    </li>
  );
}

function Share({ user, count }: { user: number; count: number }) {
  const format = useFormat();
  const name = useRecordTitle('user', user);
  return (
    <span>
      {name} <span className="figure">{format.number(count)}</span>
    </span>
  );
}
