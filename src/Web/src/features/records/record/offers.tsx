import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { NotebookPen } from 'lucide-react';
import { offersQuery } from '@/api/offers';
import { useOffer } from '@/components/use-offer';
import { useReadOnly } from '@/components/use-read-only';
import { useText } from '@/lib/text';

/** What the record offers to create now, as the forms that point to it say. */
export function Offers({ form, id }: { form: string; id: number }) {
  const text = useText();
  const { data } = useQuery(offersQuery(form, id));
  const readOnly = useReadOnly();
  const { show } = useOffer(form, id);
  return data?.map((offer) => (
    <Button
      key={`${offer.form} ${offer.field}`}
      icon={<NotebookPen size={16} />}
      disabled={readOnly !== undefined}
      title={readOnly}
      onClick={() => void show(offer)}
    >
      {text(offer.title, offer.form)}
    </Button>
  ));
}
