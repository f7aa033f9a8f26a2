import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { homePreviewQuery, type HomeDocument } from '@/api/homes';
import type { Home } from '@/api/home';
import type { Fault } from '@/api/types';
import { HomeSections } from '@/components/home/home-sections';
import { Failed, Loading } from '@/components/states';
import { TitlesContext } from '@/lib/titles';

const pause = 400;
const none: Fault[] = [];

/** The draft as its designer would see it, a moment after each change. Where the server refuses it the last good one stays. */
export function usePreview(document: HomeDocument) {
  const [shown, setShown] = useState(document);
  useEffect(() => {
    const timer = setTimeout(() => setShown(document), pause);
    return () => clearTimeout(timer);
  }, [document]);
  const { data, error, isError, isPlaceholderData, refetch } = useQuery(homePreviewQuery(shown));
  const [good, setGood] = useState<Home>();
  if (data && !isPlaceholderData && data !== good) setGood(data);
  const faults = error instanceof ApiError ? error.errors : none;
  return { home: good, faults, error: isError && faults.length === 0 ? error : null, isRefused: faults.length > 0, refetch };
}

type Props = { preview: ReturnType<typeof usePreview> };

export function Preview({ preview }: Props) {
  const { t } = useTranslation();
  const { home, error, isRefused } = preview;
  return (
    // It scrolls by itself, and holds nothing that could be focused instead.
    <section className="home-preview" aria-labelledby="home-preview" tabIndex={0}>
      <h2 id="home-preview">{t('homes.preview')}</h2>
      <p className="second">{t(isRefused ? 'homes.previewRefused' : 'homes.previewHint')}</p>
      {error ? (
        <Failed error={error} onRetry={() => void preview.refetch()} />
      ) : !home ? (
        !isRefused && <Loading rows={6} />
      ) : home.sections.length === 0 ? (
        <p className="home-preview-empty second">{t('homes.previewEmpty')}</p>
      ) : (
        // To be looked at only: ticking off and leaving belong to the page itself.
        <div className="home" inert>
          <TitlesContext value={home.titles}>
            <HomeSections sections={home.sections} />
          </TitlesContext>
        </div>
      )}
    </section>
  );
}
