import { useId, useMemo } from 'react';
import type { LayoutElement, RecordData } from '@/api/types';
import type { FormModel } from '@/lib/form-model';
import { FormContext } from '../form-context';
import { FormStore } from '../form-store';
import { HiddenNote } from './hidden-note';

type Props = { model: FormModel; record: RecordData; layout: LayoutElement };

/** How many fields of a saved record the rules of the layout hide, and by which of them. */
export function RecordHiddenNote({ model, record, layout }: Props) {
  const idPrefix = useId();
  const context = useMemo(() => ({ store: new FormStore(record), model, idPrefix }), [record, model, idPrefix]);
  return (
    <FormContext value={context}>
      <HiddenNote layout={layout} />
    </FormContext>
  );
}
