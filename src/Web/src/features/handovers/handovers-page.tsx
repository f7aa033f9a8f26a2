import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { handoversQuery, useUndoHandover, type Handover } from '@/api/handovers';
import { useSession } from '@/api/session';
import { App } from '@/components/feedback';
import '@/components/handover/handover.css';
import { Skipped } from '@/components/handover/handover-result';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import { TitlesContext, useRecordTitle } from '@/lib/titles';
import { useFormat } from '@/lib/use-format';

/** What was handed over, by whom, with what result; and a way back. */
export function HandoversPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  return (
    <div className="page">
      <PageHeader title={t('nav.handovers')} />
      {can['reassign'] ? <Handovers /> : <Empty text={t('state.notAllowed')} />}
    </div>
  );
}

function Handovers() {
  const { t } = useTranslation();
  const { data, isError, error, refetch } = useQuery(handoversQuery);
  if (isError) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={4} />;
  if (data.items.length === 0) return <Empty text={t('handover.none')} />;
  return (
    <TitlesContext value={data.titles}>
      <p className="second">{t('handover.undoHint')}</p>
      <ul className="handover-list">
        {data.items.map((handover) => (
          <Line key={handover.id} handover={handover} />
        ))}
      </ul>
    </TitlesContext>
  );
}

function Line({ handover }: { handover: Handover }) {
  const { t } = useTranslation();
  const format = useFormat();
  const by = useRecordTitle('user', handover.by);
  const from = useRecordTitle('user', handover.from);
  const [open, setOpen] = useState(false);
  const when = format.instant(handover.at);
  const title = handover.from
    ? t('handover.ofPerson', { name: from })
    : t('handover.ofRecords', { shown: format.number(handover.total) });
  return (
    <li>
      <div className="grow">
        <h2>{title}</h2>
        <p className="second">{t('handover.byOn', { name: by, when })}</p>
        {handover.note && <p>{handover.note}</p>}
        <p>
          <State handover={handover} />
        </p>
        {handover.skipped + handover.kept > 0 && (
          <Button type="link" size="small" className="flush" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('handover.skippedTitle', { count: handover.skipped + handover.kept })}
          </Button>
        )}
        {open && <Skipped id={handover.id} />}
      </div>
      {handover.state !== 'queued' && handover.state !== 'running' && (
        <a href={handover.resultUrl} aria-label={`${t('handover.report')}: ${title}, ${when}`}>
          {t('handover.report')}
        </a>
      )}
      {handover.canUndo && <Undo handover={handover} title={title} />}
    </li>
  );
}

function State({ handover }: { handover: Handover }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, undoState } = handover;
  if (undoState === 'queued' || undoState === 'running') return <>{t('handover.undoing')}</>;
  if (undoState) return <>{t('handover.returned', { shown: format.number(handover.returned) })}</>;
  if (state === 'queued' || state === 'running')
    return (
      <>{t('handover.running', { done: format.number(handover.moved + handover.skipped), all: format.number(handover.total) })}</>
    );
  return <>{t(state === 'cancelled' ? 'handover.cancelled' : 'handover.done', { shown: format.number(handover.moved) })}</>;
}

function Undo({ handover, title }: { handover: Handover; title: string }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const format = useFormat();
  const report = useReport();
  const undo = useUndoHandover();
  const ask = () =>
    void modal.confirm({
      title: t('handover.undoTitle', { shown: format.number(handover.moved) }),
      content: t('handover.undoContent'),
      okText: t('handover.undo'),
      cancelText: t('common.cancel'),
      icon: null,
      onOk: () => undo.mutateAsync(handover.id).catch(report),
    });
  return (
    <Button onClick={ask} loading={undo.isPending} aria-label={`${t('handover.undo')}: ${title}, ${format.instant(handover.at)}`}>
      {t('handover.undo')}
    </Button>
  );
}
