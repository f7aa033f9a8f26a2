import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveMetric, type Measure } from '@/api/reports';
import type { Text } from '@/api/types';
import { useReport } from '@/components/use-report';
import { slug } from '@/lib/keys';
import { languages } from '@/lib/i18n';
import type { Draft } from './draft';
import { inBoth, measureWords, type Names } from './words';

type Props = { measure: Measure; draft: Draft; names: Names[]; onClose: () => void; onSaved: (key: string) => void };

/** What a measure is made of, itself last. */
const partsOf = (measure: Measure, all: Measure[]): Measure[] =>
  measure.type === 'ratio'
    ? [
        ...all.filter((item) => item.id === measure.numerator),
        ...all.filter((item) => item.id === measure.denominator && item.id !== measure.numerator),
        measure,
      ]
    : [measure];

const newKey = (title: Text) => {
  return slug(title.en ?? '') || `metric_${Math.random().toString(36).slice(2, 10)}`;
};

/** Defines a figure once, by name, for every widget of the form. */
export function MetricDialog({ measure, draft, names, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const client = useQueryClient();
  const report = useReport();
  const [title, setTitle] = useState<Text>(() => inBoth(names, (item) => measureWords(measure, draft.show, item)));
  const [description, setDescription] = useState<Text>({});
  const save = useMutation({
    mutationFn: async () => {
      const key = newKey(title);
      const measures = partsOf(measure, draft.show).map((part) => ({ ...part, label: undefined }));
      await saveMetric({ key, title, description, source: draft.source, measures, result: measure.id });
      return key;
    },
    onSuccess: async (key) => {
      await client.invalidateQueries({ queryKey: ['metrics'] });
      onSaved(key);
    },
    onError: report,
  });
  return (
    <Modal
      open
      title={t('builder.saveMetric')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('common.cancel')}
        </Button>,
        <Button key="save" type="primary" loading={save.isPending} onClick={() => save.mutate()}>
          {t('builder.save')}
        </Button>,
      ]}
    >
      <p className="second">{t('builder.metricHint')}</p>
      <div className="pill-settings wide">
        {languages.map(({ key, name }) => (
          <div key={key}>
            <label htmlFor={id + key}>{t('builder.named', { language: name })}</label>
            <Input
              id={id + key}
              lang={key}
              maxLength={200}
              value={title[key] ?? ''}
              onChange={(event) => setTitle({ ...title, [key]: event.target.value })}
            />
            <label htmlFor={`${id}d${key}`}>{t('builder.meaning', { language: name })}</label>
            <Input.TextArea
              id={`${id}d${key}`}
              lang={key}
              maxLength={500}
              autoSize={{ minRows: 2, maxRows: 4 }}
              value={description[key] ?? ''}
              onChange={(event) => setDescription({ ...description, [key]: event.target.value || undefined })}
            />
          </div>
        ))}
      </div>
    </Modal>
  );
}
