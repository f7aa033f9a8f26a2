import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, type Dispatch } from 'react';
import { previewImport, unmatchedValues } from '@/api/imports';
import { jobQuery } from '@/api/jobs';
import type { FormModel } from '@/lib/form-model';
import { firstChoices, mappingOf } from './choices';
import type { Action, Wizard } from './wizard';

/** The file as the server reads it; a reading starts or carries over the choices. */
export function usePreview(model: FormModel, wizard: Wizard, dispatch: Dispatch<Action>) {
  const { file, fileNumber, encoding, delimiter } = wizard;
  const query = useQuery({
    queryKey: ['import', model.key, 'preview', fileNumber, encoding, delimiter],
    queryFn: () => previewImport(model.key, file ?? new File([], ''), { encoding, delimiter }),
    enabled: file !== null,
    staleTime: Infinity,
    retry: false,
    placeholderData: keepPreviousData,
  });
  const { data, isPlaceholderData } = query;
  useEffect(() => {
    if (!data || isPlaceholderData) return;
    const nameFrom = model.document['x-form'].nameFrom;
    const templates: Record<string, string> = nameFrom ? { [model.titleKey]: nameFrom } : {};
    dispatch({ type: 'read', preview: data, choices: firstChoices(data, model.fields, templates) });
  }, [data, isPlaceholderData, model, dispatch]);
  return query;
}

/** What of the file matches nothing. Asked with the columns only, so that a value that was decided stays in the list. */
export function useUnmatched(model: FormModel, wizard: Wizard) {
  const { file, fileNumber, preview, choices } = wizard;
  const mapping = useMemo(
    () => (preview && choices ? mappingOf({ ...choices, values: {}, onUnmatched: {} }, preview, model.fields, true) : null),
    [preview, choices, model],
  );
  return useQuery({
    queryKey: ['import', model.key, 'values', fileNumber, mapping],
    queryFn: () => (file && mapping ? unmatchedValues(model.key, file, mapping) : []),
    enabled: file !== null && mapping !== null,
    staleTime: Infinity,
    retry: false,
  });
}

export const useJob = (id: string | number | null | undefined) =>
  useQuery({ ...jobQuery(id ?? ''), enabled: id !== null && id !== undefined });
