import { Link } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import './states.css';

// Only what failed needs it: the first screen loads without.
const RetryButton = lazy(() => import('./retry-button'));

/** Left-aligned: one sentence, one action. */
export function Empty({ text, children }: { text: ReactNode; children?: ReactNode }) {
  return (
    <div className="state">
      <p>{text}</p>
      {children && <div className="state-actions">{children}</div>}
    </div>
  );
}

/** What could not be read: not allowed, not there, or failed. `back` leads out of the first two; the last can be tried again and names an id for support. */
export function Failed({ error, onRetry, back }: { error: unknown; onRetry?: () => void; back?: ReactNode }) {
  const { t } = useTranslation();
  const api = error instanceof ApiError ? error : null;
  if (api?.status === 403) return <Empty text={t('state.notAllowed')}>{back}</Empty>;
  if (api?.status === 404) return <Empty text={t('state.notFound')}>{back}</Empty>;
  return (
    <div className="state" role="alert">
      <p>{api?.status === 0 ? t('state.offline') : t('state.failedTitle')}</p>
      {api && api.status !== 0 && <p className="second">{api.message}</p>}
      {api?.traceId && (
        <p className="second">
          {t('state.traceId')} <code>{api.traceId}</code>
        </p>
      )}
      {onRetry && (
        <div className="state-actions">
          <Suspense fallback={null}>
            <RetryButton onRetry={onRetry} />
          </Suspense>
        </div>
      )}
    </div>
  );
}

export function ToHome() {
  const { t } = useTranslation();
  return <Link to="/">{t('state.toHome')}</Link>;
}

/** Grey bars in place of what is on its way. */
export function Loading({ rows = 4 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className="skeleton" role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <i key={index} style={{ width: `${92 - ((index * 17) % 45)}%` }} />
      ))}
    </div>
  );
}
