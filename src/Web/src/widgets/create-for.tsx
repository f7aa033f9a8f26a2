import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormInfo } from '@/api/forms';
import { useOffer } from '@/components/use-offer';
import { useReadOnly } from '@/components/use-read-only';
import { currentLanguage, formTitle } from '@/lib/text';

type CreateProps = { source: string; id: number; create: { form: string; field: string }; name: string };

/** Offers to create what belongs to a record. */
export default function CreateFor({ source, id, create, name }: CreateProps) {
  const { t } = useTranslation();
  const info = useFormInfo(create.form);
  const readOnly = useReadOnly();
  const { open, isLoading } = useOffer(source, id);
  const label = t('form.newTitle', { form: formTitle(info, currentLanguage()) });
  return (
    <Button
      size="small"
      icon={<Plus size={14} />}
      loading={isLoading}
      disabled={readOnly !== undefined}
      title={readOnly}
      aria-label={`${label}: ${name}`}
      onClick={() => void open(create.form, create.field)}
    >
      {label}
    </Button>
  );
}
