import { useQueries } from '@tanstack/react-query';
import { formQuery, useForms } from '@/api/forms';
import { currentLanguage, formTitle, useText } from '@/lib/text';
import { useDoc } from '../designer-store';
import { reverseLists } from './similar';

/** Lists of records that point to the form being designed, as it is called on its records' pages. */
export function useReverseLists(): { key: string; label: string }[] {
  const doc = useDoc();
  const text = useText();
  const infos = useForms();
  const others = useQueries({
    queries: infos.filter((info) => info.key !== doc.$id).map((info) => formQuery(info.key)),
    combine: (results) => results.map((result) => result.data).filter((data) => data !== undefined),
  });
  return reverseLists(doc.$id, [doc, ...others]).map(({ key, form, relation }) => ({
    key,
    label: text(form.properties[relation]?.['x-field'].reverse) || formTitle(form, currentLanguage()),
  }));
}
