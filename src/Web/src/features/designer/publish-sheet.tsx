import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { publish, readDefinition, tryPublish, usagesQuery, type DryRun } from '@/api/definitions';
import { formsQuery } from '@/api/forms';
import type { Fault, FormDocument } from '@/api/types';
import { App } from '@/components/feedback';
import { Failed, Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import { currentLanguage, fieldTitle, formTitle, useText } from '@/lib/text';
import { ChangeList } from './change-list';
import { changesBetween } from './changes';
import { useStore } from './designer-store';
import { FaultList } from './fault-list';

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
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  const [isPublishing, setPublishing] = useState(false);
  const [doc] = useState(() => store.doc());
  const trial = useQuery({
    queryKey: ['dry-run', doc.$id, store.version()],
    queryFn: async () => {
      await flush();
      const answer = await tryPublish(doc.$id, doc);
      store.setFaults(answer.errors);
      return answer;
    },
    gcTime: 0,
    retry: false,
  });

  const go = async () => {
    setPublishing(true);
    try {
      const version = await publish('forms', doc.$id, doc, store.baseVersion, note.trim() || undefined);
      const kept = await readDefinition<FormDocument>('forms', doc.$id);
      store.rebase(kept?.document ?? doc, kept?.version ?? version);
      if (kept && store.doc() === doc) store.adopt(kept.document);
      await onPublished();
      await Promise.all([
        client.invalidateQueries({ queryKey: formsQuery.queryKey }),
        client.invalidateQueries({ queryKey: ['form', doc.$id] }),
        client.invalidateQueries({ queryKey: ['versions', 'forms', doc.$id] }),
        client.invalidateQueries({ queryKey: ['records'] }),
      ]);
      void message.success(t('publish.done', { form: formTitle(doc, currentLanguage()) }));
      onClose();
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) onStale();
      else if (error instanceof ApiError && error.errors.length > 0) store.setFaults(error.errors);
      else report(error);
    } finally {
      setPublishing(false);
    }
  };
  const faults = trial.data?.errors ?? [];
  return (
    <Drawer
      open
      size={480}
      title={t('publish.title')}
      onClose={onClose}
      footer={
        <div className="sheet-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" loading={isPublishing} disabled={!trial.data || faults.length > 0} onClick={() => void go()}>
            {t('publish.publish')}
          </Button>
        </div>
      }
    >
      {trial.isError && <Failed error={trial.error} onRetry={() => void trial.refetch()} />}
      {trial.isPending && <Loading rows={3} />}
      {trial.data && <Verdict trial={trial.data} doc={doc} faults={faults} onGo={onClose} />}
      <label className="setting">
        <span className="setting-label">{t('publish.note')}</span>
        <Input.TextArea
          value={note}
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 5 }}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
    </Drawer>
  );
}

function Verdict({ trial, doc, faults, onGo }: { trial: DryRun; doc: FormDocument; faults: Fault[]; onGo: () => void }) {
  const { t } = useTranslation();
  const store = useStore();
  const changes = useMemo(() => changesBetween(store.published, doc), [store, doc]);
  const removed = trial.changes.filter((change) => change.kind === 'removed');
  return (
    <>
      {faults.length > 0 && (
        <section className="sheet-section">
          <h3>{t('publish.faults', { count: faults.length })}</h3>
          <FaultList faults={faults} onGo={onGo} />
        </section>
      )}
      <section className="sheet-section">
        <h3>{t('publish.changes')}</h3>
        <ChangeList changes={changes} empty={t('publish.noChanges')} />
      </section>
      {trial.impact.length > 0 && (
        <section className="sheet-section">
          <h3>{t('publish.impact')}</h3>
          <ul className="change-list">
            {trial.impact.map(({ rule, field, records }) => (
              <li key={rule + field}>
                {t(`publish.impact.${rule}`, {
                  field: fieldTitle(doc.properties[field], field, currentLanguage()),
                  count: records,
                })}
                {rule === 'required' && (
                  <>
                    {' '}
                    <Link to="/f/$form" params={{ form: doc.$id }} search={{ filter: { member: field, operator: 'notSet' } }}>
                      {t('publish.show')}
                    </Link>
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {removed.map(({ field, title }) => (
        <Usages key={field} form={doc.$id} field={field} title={title} />
      ))}
    </>
  );
}

/** Where a field that goes is still used; each place leads there where it has a screen. */
function Usages({ form, field, title }: { form: string; field: string; title: object }) {
  const { t } = useTranslation();
  const text = useText();
  const usages = useQuery(usagesQuery(form, field)).data ?? [];
  const others = usages.filter((usage) => usage.kind !== 'form' || usage.key !== form);
  if (others.length === 0) return null;
  return (
    <section className="sheet-section">
      <h3>{t('publish.usedIn', { field: text(title, field) })}</h3>
      <ul className="change-list">
        {others.map((usage, index) => (
          <li key={index}>
            {t(`definitionKind.${usage.kind}`)} {usageLink(usage.kind, usage.key, text(usage.title, usage.key))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function usageLink(kind: string, key: string, title: string) {
  if (kind === 'form') return <Link to="/build/forms/$form" params={{ form: key }}>{title}</Link>; // prettier-ignore
  if (kind === 'dashboard') return <Link to="/d/$key" params={{ key }}>{title}</Link>; // prettier-ignore
  return <strong>{title}</strong>;
}
