import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { saveMetric, type Measure } from '@/api/reports';
import type { Text } from '@/api/types';
import { MetricDialog } from '@/components/definition/metric-dialog';
import { useReport } from '@/components/use-report';
import { keyFromLabel } from '@/lib/keys';
import type { Draft } from './draft';
import { partsOf } from './metric-draft';
import { inBoth, measureWords, type Names } from './words';

type Props = { measure: Measure; draft: Draft; names: Names[]; onClose: () => void; onSaved: (key: string) => void };

const newKey = async (title: Text) =>
  (await keyFromLabel(title.en || title['zh-CN'] || '')) || `metric_${Math.random().toString(36).slice(2, 10)}`;

/** Defines a figure once, by name, for every widget of the form. */
export function NewMetric({ measure, draft, names, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const report = useReport();
  const save = useMutation({
    mutationFn: async ({ title, description }: { title: Text; description: Text }) => {
      const key = await newKey(title);
      const measures = partsOf(measure, draft.show).map((part) => ({ ...part, label: undefined }));
      await saveMetric({ key, title, description, source: draft.source, measures, result: measure.id }, null);
      return key;
    },
    onSuccess: async (key) => {
      await client.invalidateQueries({ queryKey: ['metrics'] });
      onSaved(key);
    },
    onError: report,
  });
  return (
    <MetricDialog
      heading={t('builder.saveMetric')}
      title={inBoth(names, (item) => measureWords(measure, draft.show, item))}
      description={{}}
      isSaving={save.isPending}
      onSave={(title, description) => save.mutate({ title, description })}
      onClose={onClose}
    />
  );
}
