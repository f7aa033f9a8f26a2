import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty, Failed, Loading } from '@/components/states';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <main className="page">
      <Empty text={t('state.noScreen')}>
        <Link to="/">{t('state.toHome')}</Link>
      </Empty>
    </main>
  );
}

export function RouteFailed({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  return (
    <div className="page">
      <Failed
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </div>
  );
}

export const RoutePending = () => (
  <div className="page">
    <Loading />
  </div>
);
