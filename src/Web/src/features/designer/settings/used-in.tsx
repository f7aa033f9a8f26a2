import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usagesQuery } from '@/api/definitions';
import { useDoc, useStore } from '../designer-store';
import { UsageList } from '../usages';

/** What of everything published uses the field; as long as something does, the field can't go. */
export function UsedIn({ fieldKey }: { fieldKey: string }) {
  const { t } = useTranslation();
  const store = useStore();
  const doc = useDoc();
  const { data } = useQuery({ ...usagesQuery(doc.$id, fieldKey), enabled: store.isPublished(fieldKey) });
  if (!data || data.length === 0) return null;
  return (
    <section className="used-in" aria-label={t('designer.usedIn')}>
      <h3>{t('designer.usedIn')}</h3>
      <UsageList doc={doc} usages={data} />
    </section>
  );
}
