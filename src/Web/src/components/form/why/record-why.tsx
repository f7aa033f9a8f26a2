import { useId, useMemo, useState } from 'react';
import type { RecordData } from '@/api/types';
import type { Field, FormModel } from '@/lib/form-model';
import { FormContext } from '../form-context';
import { FormStore } from '../form-store';
import { useFormRules } from '../use-form-rules';
import { WhyPanel } from './why-panel';
import { reasonOf } from './why-reason';

/** Why a field of a saved record is what it is; the rules are fetched when it is asked. */
export function RecordWhy({ model, record, field }: { model: FormModel; record: RecordData; field: Field }) {
  const idPrefix = useId();
  const [store] = useState(() => new FormStore(record));
  const rules = useFormRules(store, model, undefined);
  const context = useMemo(() => ({ store, model, idPrefix, rules }), [store, model, idPrefix, rules]);
  const reason = rules && reasonOf(field, model, rules, false, null);
  if (!reason) return null;
  return (
    <FormContext value={context}>
      <WhyPanel label={field.label} reason={reason} />
    </FormContext>
  );
}
