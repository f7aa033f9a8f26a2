import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { sampleQuery, useLoadSample } from '@/api/sample';
import { useReport } from './use-report';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { useSampleRemoval } from './use-sample-removal';

/** Sample data on the page of templates: load it, or take it away. */
export function SampleSection() {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const report = useReport();
  const { data } = useQuery(sampleQuery);
  const load = useLoadSample();
  const remove = useSampleRemoval();
  if (!data || (data.state === 'none' && data.templates.length === 0)) return null;
  const total = Object.values(data.records).reduce((sum, count) => sum + count, 0);
  return (
    <section className="sample-section" aria-labelledby="sample-title">
      <h2 id="sample-title">{t('sample.title')}</h2>
      <p className="second">
        {data.state === 'loaded'
          ? t('sample.loaded', { count: total, shown: format.number(total) })
          : t(data.state === 'loading' ? 'sample.loading' : 'sample.none')}
      </p>
      {data.state === 'loaded' ? (
        <Button onClick={() => void remove()}>{t('sample.removeAsk')}</Button>
      ) : (
        data.templates.map((template) => (
          <Button
            key={template.key}
            disabled={data.state === 'loading'}
            loading={load.isPending || data.state === 'loading'}
            onClick={() => load.mutate(template.key, { onError: report })}
          >
            {t('sample.load', { title: text(template.title, template.key) })}
          </Button>
        ))
      )}
    </section>
  );
}
