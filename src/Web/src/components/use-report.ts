import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { App } from './feedback';

/** A sentence for a failure: the server's own where it gave one. */
export function useReason() {
  const { t } = useTranslation();
  return useCallback(
    (error: unknown): string => {
      if (!(error instanceof ApiError)) return t('state.failedTitle');
      if (error.status === 0) return t('state.offline');
      const faults = error.errors.map((fault) => fault.message).filter(Boolean);
      return faults.length > 0 ? faults.join(' ') : error.message;
    },
    [t],
  );
}

/** Shows a failure that belongs to no field. */
export function useReport() {
  const { message } = App.useApp();
  const reason = useReason();
  return useCallback((error: unknown) => void message.error(reason(error)), [message, reason]);
}
