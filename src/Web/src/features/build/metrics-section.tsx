import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import { deleteMetric, metricsQuery, saveMetric, type NamedMetric } from '@/api/reports';
import { App } from '@/components/feedback';
import { MetricDialog } from '@/components/definition/metric-dialog';
import { useReport } from '@/components/use-report';
import { currentLanguage, formTitle, useText } from '@/lib/text';

/** Figures that are defined once, for any widget. There is no section before there is one: a widget's measure becomes one. */
export function MetricsSection() {
  const { t } = useTranslation();
  const text = useText();
  const forms = useForms();
  const client = useQueryClient();
  const metrics = useQuery(metricsQuery).data ?? [];
  const remove = useMutation({
    mutationFn: (metric: NamedMetric) => deleteMetric(metric.key, metric.version),
    onSuccess: () => client.invalidateQueries({ queryKey: ['metrics'] }),
    onError: useReport(),
  });
  const [edited, setEdited] = useState<NamedMetric>();
  const report = useReport();
  const save = useMutation({
    mutationFn: ({ version, ...metric }: NamedMetric) => saveMetric(metric, version),
    onSuccess: async () => {
      setEdited(undefined);
      // Whoever shows the figure shows its name.
      await Promise.all(
        ['metrics', 'dashboards', 'reports', 'records'].map((key) => client.invalidateQueries({ queryKey: [key] })),
      );
    },
    onError: (error) => {
      report(error);
      void client.invalidateQueries({ queryKey: ['metrics'] });
    },
  });
  const { modal } = App.useApp();
  const ask = (metric: NamedMetric) =>
    void modal.confirm({
      title: t('build.deleteMetricOf', { metric: text(metric.title, metric.key) }),
      content: t('build.deleteMetricAsk'),
      okText: t('common.delete'),
      cancelText: t('common.cancel'),
      okButtonProps: { danger: true },
      icon: null,
      onOk: () => remove.mutateAsync(metric).catch(() => undefined),
    });
  if (metrics.length === 0) return null;
  return (
    <section className="build-section" aria-labelledby="build-metrics">
      <div className="build-head">
        <h2 id="build-metrics">{t('build.metrics')}</h2>
      </div>
      <ul className="build-list">
        {metrics.map((metric) => (
          <li key={metric.key}>
            <Link to="/build/metrics/$key" params={{ key: metric.key }}>
              <strong>{text(metric.title, metric.key)}</strong>
            </Link>
            <span className="second">
              {formTitle(
                forms.find((form) => form.key === metric.source),
                currentLanguage(),
              ) || metric.source}
            </span>
            <span className="second">{text(metric.description, '')}</span>
            <Button
              type="link"
              aria-label={t('build.editMetricOf', { metric: text(metric.title, metric.key) })}
              onClick={() => setEdited(metric)}
            >
              {t('build.editMetric')}
            </Button>
            <Button
              type="link"
              danger
              aria-label={t('build.deleteMetricOf', { metric: text(metric.title, metric.key) })}
              onClick={() => ask(metric)}
            >
              {t('common.delete')}
            </Button>
          </li>
        ))}
      </ul>
      {edited && (
        <MetricDialog
          heading={t('build.editMetricOf', { metric: text(edited.title, edited.key) })}
          title={edited.title}
          description={edited.description ?? {}}
          isSaving={save.isPending}
          onSave={(title, description) => save.mutate({ ...edited, title, description })}
          onClose={() => setEdited(undefined)}
        />
      )}
    </section>
  );
}
