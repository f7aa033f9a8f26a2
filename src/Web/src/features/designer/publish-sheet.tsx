import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer, Progress } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { publishForm, readDefinition, tryPublish, type DryRun, type RuleImpact } from '@/api/definitions';
import { formsQuery } from '@/api/forms';
import { isActive, jobProblem, jobQuery, jobShare, type Job } from '@/api/jobs';
import type { Fault, FormDocument } from '@/api/types';
import { FaultList } from '@/components/definition/fault-region';
import { PublishNote } from '@/components/definition/publish-drawer';
import { ChangeWords } from '@/components/definition/words';
import { App } from '@/components/feedback';
import { Failed, Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import { currentLanguage, fieldTitle, formTitle } from '@/lib/text';
import { ConversionImpact, conversionsOf } from './conversion-impact';
import { DateWriting, readsDates } from './date-writing';
import { useDoc, useStore } from './designer-store';
import { FormulaImpact } from './formula-impact';
import { useFormWords } from './use-form-words';
import { Usages } from './usages';
import { useFaultPlace } from './use-fault-place';

type Props = {
  onClose: () => void;
  /** The draft is kept before anything is asked. */
  flush: () => Promise<void>;
  onPublished: () => Promise<void>;
  onStale: () => void;
};

/** What publishing would change, in words, and what it would mean; then the act itself. */
export function PublishSheet({ onClose, flush, onPublished, onStale }: Props) {
  const { t } = useTranslation();
  const store = useStore();
  const client = useQueryClient();
  const report = useReport();
  const { message, modal } = App.useApp();
  const [job, setJob] = useState<Job | null>(null);
  const [note, setNote] = useState('');
  const [dateFormat, setDateFormat] = useState('');
  const [isPublishing, setPublishing] = useState(false);
  const doc = useDoc();
  const trial = useQuery({
    queryKey: ['dry-run', doc.$id, store.version(), dateFormat],
    queryFn: async () => {
      await flush();
      const answer = await tryPublish(doc.$id, doc, dateFormat || undefined);
      store.setFaults(answer.errors);
      return answer;
    },
    // What stood there stays while the same is asked of other dates; nothing is published by what it said.
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });

  // Many values are copied by a job before the form is published.
  const finish = async (id: string) => {
    for (;;) {
      const now = await client.fetchQuery({ ...jobQuery(id), staleTime: 0 });
      setJob(now);
      if (!isActive(now)) return now.state === 'succeeded' ? null : jobProblem(now) || t('publish.jobFailed');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };
  const go = async () => {
    setPublishing(true);
    try {
      const outcome = await publishForm(doc.$id, doc, store.baseVersion, {
        note: note.trim() || undefined,
        acceptFailures: lost || undefined,
        dateFormat: dateFormat || undefined,
      });
      const failure = outcome.job && (await finish(outcome.job));
      if (failure) {
        void message.error(failure);
        return;
      }
      const version = outcome.version ?? 0;
      const kept = await readDefinition<FormDocument>('forms', doc.$id);
      store.rebase(kept?.document ?? doc, kept?.version ?? version);
      if (kept && store.doc() === doc) store.adopt(kept.document);
      await onPublished();
      await Promise.all([
        client.invalidateQueries({ queryKey: formsQuery.queryKey }),
        client.invalidateQueries({ queryKey: ['form', doc.$id] }),
        client.invalidateQueries({ queryKey: ['versions', 'forms', doc.$id] }),
        client.invalidateQueries({ queryKey: ['records'] }),
        client.invalidateQueries({ queryKey: ['deleted-fields', doc.$id] }),
      ]);
      void message.success(t('publish.done', { form: formTitle(doc, currentLanguage()) }));
      onClose();
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) onStale();
      else if (error instanceof ApiError && error.errors.length > 0) store.setFaults(error.errors);
      else report(error);
    } finally {
      setPublishing(false);
      setJob(null);
    }
  };
  const lost = trial.data ? conversionsOf(trial.data).reduce((sum, { fails }) => sum + fails, 0) : 0;
  const ask = () => {
    if (lost === 0) return go();
    modal.confirm({
      title: t('publish.loseTitle', { count: lost }),
      content: t('publish.loseHint', { count: lost }),
      okText: t('publish.loseDo', { count: lost }),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: go,
    });
    return undefined;
  };
  const faults = trial.data?.errors ?? [];
  return (
    <Drawer
      open
      size="min(520px, 100vw)"
      title={t('publish.title')}
      onClose={onClose}
      footer={
        <div className="sheet-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            type="primary"
            loading={isPublishing}
            disabled={!trial.data || trial.isPlaceholderData || faults.length > 0}
            onClick={() => void ask()}
          >
            {t('publish.publish')}
          </Button>
        </div>
      }
    >
      {trial.isError && <Failed error={trial.error} onRetry={() => void trial.refetch()} />}
      {trial.isPending && <Loading rows={3} />}
      {job && isActive(job) && (
        <div role="status">
          {t('publish.copying')}
          <Progress percent={Math.round(jobShare(job) * 100)} size="small" aria-label={t('publish.copying')} />
        </div>
      )}
      {trial.data && (
        <div aria-busy={trial.isPlaceholderData}>
          <Verdict trial={trial.data} doc={doc} faults={faults} onGo={onClose}>
            {conversionsOf(trial.data).some(readsDates) && <DateWriting value={dateFormat} onChange={setDateFormat} />}
          </Verdict>
        </div>
      )}
      <PublishNote value={note} onChange={setNote} />
    </Drawer>
  );
}

type VerdictProps = { trial: DryRun; doc: FormDocument; faults: Fault[]; onGo: () => void; children: ReactNode };

function Verdict({ trial, doc, faults, onGo, children }: VerdictProps) {
  const { t } = useTranslation();
  const store = useStore();
  const words = useFormWords();
  const placeOf = useFaultPlace(onGo);
  const conversions = conversionsOf(trial);
  const rules = trial.impact.filter((impact) => impact.rule !== 'convert');
  const touched = [...new Set((trial.usages ?? []).map((usage) => usage.field))];
  return (
    <>
      {faults.length > 0 && (
        <section className="sheet-section">
          <h3>{t('publish.faults', { count: faults.length })}</h3>
          <FaultList faults={faults} placeOf={placeOf} />
        </section>
      )}
      <section className="sheet-section">
        <h3>{t('publish.changes')}</h3>
        <ChangeWords sentences={words(store.published, doc)} empty={t('publish.noChanges')} />
      </section>
      {children}
      {conversions.map((conversion) => (
        <ConversionImpact key={conversion.field} conversion={conversion} doc={doc} />
      ))}
      {rules.length > 0 && (
        <section className="sheet-section">
          <h3>{t('publish.impact')}</h3>
          <ul className="change-list">
            {rules.map((impact) => (
              <li key={impact.rule + impact.field}>
                <RuleSentence impact={impact} doc={doc} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {touched.map((field) => (
        <Usages
          key={field}
          doc={doc}
          field={field}
          usages={(trial.usages ?? []).filter((usage) => usage.field === field)}
          onGo={onGo}
        />
      ))}
    </>
  );
}

function RuleSentence({ impact, doc }: { impact: RuleImpact; doc: FormDocument }) {
  const { t } = useTranslation();
  const store = useStore();
  const { rule, field, records, first = [], looked } = impact;
  const isFormula = rule === 'recompute' || rule === 'live';
  return (
    <>
      {t(`publish.impact.${rule}`, { field: fieldTitle(doc.properties[field], field, currentLanguage()), count: records })}
      {first.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 ? t('common.listSeparator') : ' '}
          <Link to="/f/$form/$id" params={{ form: doc.$id, id: String(id) }} target="_blank">
            {title || `#${id}`}
          </Link>
        </span>
      ))}
      {first.length > 0 && records > first.length && ' …'}
      {rule === 'required' && store.published?.properties[field] && (
        <>
          {' '}
          <Link to="/f/$form" params={{ form: doc.$id }} search={{ filter: { member: field, operator: 'notSet' } }}>
            {t('publish.show')}
          </Link>
        </>
      )}
      {isFormula && <FormulaImpact impact={impact} doc={doc} />}
      {!isFormula && looked !== undefined && <p className="second">{t('publish.lookedAt', { count: looked })}</p>}
    </>
  );
}
