import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sampleQuery } from '@/api/sample';
import { useSampleRemoval } from './use-sample-removal';

/** On an administrator's home, as long as there is sample data: that it is none of theirs, and the way out of it. */
export default function SampleNotice() {
  const { t } = useTranslation();
  const { data } = useQuery(sampleQuery);
  const remove = useSampleRemoval();
  if (!data || data.state === 'none') return null;
  return (
    <p className="second sample-notice">
      {t(data.state === 'loading' ? 'sample.loading' : 'sample.notice')}{' '}
      {data.state === 'loaded' && (
        <button type="button" className="link" onClick={() => void remove()}>
          {t('sample.removeAsk')}
        </button>
      )}
    </p>
  );
}
