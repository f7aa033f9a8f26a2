import type { Fault } from '@/api/types';
import type { FormModel } from '@/lib/form-model';

/** What refused conditions read of the record itself and one may type: with these a refusal can be answered in place. */
export const askedFields = (faults: readonly Fault[], model: FormModel): string[] =>
  faults
    .flatMap(({ params }) => (Array.isArray(params?.['fields']) ? params['fields'].map(String) : []))
    .filter((key) => {
      const field = model.fields.get(key);
      return field && !field.readOnly && !field.system && field.type !== 'stage';
    });
