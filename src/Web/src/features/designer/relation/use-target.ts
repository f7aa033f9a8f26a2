import { useFormDocument } from '@/api/forms';
import type { FieldSchema, FormDocument } from '@/api/types';
import { useDoc } from '../designer-store';

/** The form that a relation points to, the one being designed included; undefined for several, for none, and until it is there. */
export function useTarget(schema: FieldSchema): FormDocument | undefined {
  const doc = useDoc();
  const form = schema['x-field'].form ?? '';
  const published = useFormDocument(form === doc.$id ? '' : form).data;
  return form === doc.$id ? doc : form ? published : undefined;
}
