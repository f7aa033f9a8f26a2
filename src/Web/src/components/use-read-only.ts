import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';

/** Why nothing can be changed at present, for the buttons that would; undefined when it can. */
export function useReadOnly(): string | undefined {
  const { t } = useTranslation();
  return useSession().viewAs ? t('viewAs.why') : undefined;
}
