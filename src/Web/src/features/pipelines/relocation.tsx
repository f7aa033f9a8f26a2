import { Progress, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isActive, jobShare, type Job } from '@/api/jobs';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import type { StageDocument } from './pipeline-document';

type Props = {
  title: string;
  question: 'relocation.count' | 'relocation.countWithout';
  count: number;
  stages: readonly StageDocument[];
  to: string | undefined;
  job: Job | undefined;
  isBusy: boolean;
  /** Beside the choice. */
  act?: ReactNode;
  children?: ReactNode;
  onChoose: (to: string) => void;
};

/** Asks where records go, and shows how far they are. */
export function Relocation({ title, question, count, stages, to, job, isBusy, act, children, onChoose }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const isDone = job !== undefined && !isActive(job);
  return (
    <section className="sheet-section relocation" aria-label={title}>
      <h3>{title}</h3>
      <p>{t(question, { count, shown: format.number(count) })}</p>
      <div className="setting-actions">
        <Select
          className="grow"
          aria-label={t('relocation.to')}
          placeholder={t('relocation.to')}
          disabled={isBusy}
          value={to}
          options={stages.map((item) => ({ value: item.key, label: text(item.title, item.key) }))}
          onChange={onChoose}
        />
        {act}
      </div>
      {children}
      {job && isActive(job) && <Progress percent={Math.round(jobShare(job) * 100)} size="small" />}
      {isDone && count > 0 && <p className="control-error">{t('relocation.left', { count, shown: format.number(count) })}</p>}
    </section>
  );
}
