import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { reportQuery, type ReportData, type ReportQuery, type WidgetAnswer } from '@/api/reports';
import { useDebounced } from '@/lib/use-debounced';

/** The answer to a question while it changes: asked once it rests, the one before cancelled, the last drawing kept meanwhile. */
export function usePreview(query: ReportQuery | undefined): {
  answer: WidgetAnswer | undefined;
  data: ReportData | undefined;
  busy: boolean;
} {
  const { t } = useTranslation();
  const settled = useDebounced(JSON.stringify(query ?? null), 300);
  const asked = JSON.parse(settled) as ReportQuery | null;
  const { data, error, isFetching } = useQuery({
    ...reportQuery(asked ?? { source: '' }),
    enabled: asked !== null,
    placeholderData: (before) => (before && before.query.source === asked?.source ? before : undefined),
  });
  if (!query || !asked) return { answer: undefined, data: undefined, busy: false };
  if (error && !isFetching) {
    const problem =
      error instanceof ApiError
        ? { code: error.code, detail: error.status === 0 ? t('state.offline') : error.message, errors: error.errors }
        : { detail: t('state.failedTitle') };
    return { answer: { problem }, data: undefined, busy: false };
  }
  return { answer: data, data, busy: isFetching || JSON.stringify(query) !== settled };
}
