import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty, Failed, Loading, ToHome } from '@/components/states';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <Empty text={t('state.noScreen')}>
        <ToHome />
      </Empty>
    </div>
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
