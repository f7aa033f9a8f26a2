import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useBlocker, useNavigate, useParams } from '@tanstack/react-router';
import { Button, Modal, Select } from 'antd';
import { Redo2, Undo2 } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { metricsQuery, saveMetric, type NamedMetric, type Widget } from '@/api/reports';
import { App } from '@/components/feedback';
import { useMembers } from '@/components/filter/use-members';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import { usePhone } from '@/lib/media';
import { useText } from '@/lib/text';
import { WidgetBody } from '@/widgets/widget-card';
import { withCount, withField } from './draft';
import { FieldTree } from './field-tree';
import { definitionOf, metricDraft, queryOfMetric, type MetricDraft } from './metric-draft';
import { usePreview } from './preview';
import { useHistory } from './use-history';
import { useNames } from './use-names';
import { Wells } from './wells';
import { measureWords } from './words';
import './edit-page.css';
import './widget-editor.css';

/** How a named figure is computed: changed here, it changes in every widget that shows it. */
export function MetricPage() {
  const { t } = useTranslation();
  const { key } = useParams({ from: '/app/build/metrics/$key' });
  const phone = usePhone();
  const { data, isError, error, refetch } = useQuery(metricsQuery);
  const metric = data?.find((item) => item.key === key);
  if (metric && !phone) return <MetricEditor key={key} metric={metric} />;
  return (
    <div className="page">
      <PageHeader title={t('build.metrics')} />
      {isError ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Empty text={t(metric ? 'builder.needsRoom' : 'builder.noMetric')}>
          <Link to="/build">{t('designer.back')}</Link>
        </Empty>
      ) : (
        <Loading rows={6} />
      )}
    </div>
  );
}

function MetricEditor({ metric }: { metric: NamedMetric }) {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  const report = useReport();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { value: work, change, undo, redo, canUndo, canRedo } = useHistory<MetricDraft>(() => metricDraft(metric));
  const { draft, result } = work;
  const members = useMembers(metric.source);
  const names = useNames(metric.source, members)[0];
  const { answer, busy } = usePreview(members.size === 0 ? undefined : queryOfMetric(work));
  const save = useMutation({
    mutationFn: () => {
      const { version, ...rest } = metric;
      return saveMetric({ ...rest, ...definitionOf(work) }, version);
    },
    onSuccess: async () => {
      await Promise.all(
        ['metrics', 'dashboards', 'reports', 'records'].map((name) => client.invalidateQueries({ queryKey: [name] })),
      );
      void message.success(t('builder.metricSaved', { metric: title }));
      void navigate({ to: '/build', ignoreBlocker: true });
    },
    onError: report,
  });
  const blocker = useBlocker({
    shouldBlockFn: () => canUndo && !save.isPending,
    enableBeforeUnload: () => canUndo,
    withResolver: true,
  });
  const title = text(metric.title, metric.key);
  if (!names) return <Loading rows={8} />;
  const drawn: Widget = { id: 'metric', type: 'number', title: metric.title, layout: { x: 0, y: 0, w: 3, h: 2 } };
  const set = (next: MetricDraft['draft']) => change((before) => ({ ...before, draft: next }));
  return (
    <div className="edit-page">
      <div className="edit-bar">
        <h1>{title}</h1>
        <span className="edit-gap">{t('builder.metricHint')}</span>
        <Button type="text" icon={<Undo2 size={16} />} aria-label={t('builder.undo')} disabled={!canUndo} onClick={undo} />
        <Button type="text" icon={<Redo2 size={16} />} aria-label={t('builder.redo')} disabled={!canRedo} onClick={redo} />
        <Button onClick={() => void navigate({ to: '/build' })}>{t('common.cancel')}</Button>
        <Button
          type="primary"
          disabled={!canUndo || draft.show.length === 0}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t('builder.save')}
        </Button>
      </div>
      <div className="widget-editor metric-editor" role="group" aria-label={t('builder.metricEditor')}>
        <FieldTree
          source={metric.source}
          members={members}
          metrics={[]}
          onField={(key) => {
            const field = members.get(key);
            if (field) set(withField(draft, field, 'show'));
          }}
          onCount={() => set(withCount(draft))}
          onMetric={() => undefined}
        />
        <div className="editor-stage">
          <section className={`widget placed number${busy ? ' busy' : ''}`} aria-label={t('builder.preview')} aria-busy={busy}>
            <header>
              <h2>{title}</h2>
            </header>
            <WidgetBody widget={drawn} answer={answer} title={title} onPick={() => undefined} />
          </section>
        </div>
        <div className="editor-side">
          <div className="metric-result">
            <label htmlFor={id}>{t('builder.metricResult')}</label>
            <Select
              id={id}
              value={result}
              options={draft.show.map((measure) => ({ value: measure.id, label: measureWords(measure, draft.show, names) }))}
              onChange={(next: string) => change((before) => ({ ...before, result: next }))}
            />
            <p className="second">{t('builder.metricParts')}</p>
          </div>
          <Wells draft={draft} members={members} names={names} figuresOnly onChange={set} />
        </div>
      </div>
      <Modal
        open={blocker.status === 'blocked'}
        title={t('builder.discardAsk')}
        okText={t('builder.discard')}
        okButtonProps={{ danger: true }}
        cancelText={t('builder.keepOn')}
        onOk={() => blocker.proceed?.()}
        onCancel={() => blocker.reset?.()}
      />
    </div>
  );
}
