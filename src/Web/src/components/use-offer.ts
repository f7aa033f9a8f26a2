import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { offersQuery, type Offer } from '@/api/offers';
import { useReport } from './use-report';

/** Opens the create dialog for what a record offers, filled with what follows from the record. */
export function useOffer(form: string, id: number) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const report = useReport();
  const [isLoading, setLoading] = useState(false);
  const show = (offer: Pick<Offer, 'form' | 'preset'>) =>
    navigate({ to: '.', search: (before) => ({ ...before, new: offer.form, preset: offer.preset }) });
  const open = async (target: string, field: string) => {
    setLoading(true);
    try {
      const offers = await client.fetchQuery(offersQuery(form, id));
      await show(
        offers.find((offer) => offer.form === target && offer.field === field) ?? { form: target, preset: { [field]: id } },
      );
    } catch (error) {
      report(error);
    } finally {
      setLoading(false);
    }
  };
  return { open, show, isLoading };
}
