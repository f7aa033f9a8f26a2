import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

export default function RetryButton({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return <Button onClick={onRetry}>{t('state.retry')}</Button>;
}
