import { useMemo } from 'react';
import { fieldType } from '@/fields/registry';
import type { FieldTypeKey } from '@/api/types';
import type { Field } from '@/lib/form-model';
import { useMembersOf } from '@/components/filter/use-members';
import { useDraftModel, useFields } from '../use-fields';

const texts: FieldTypeKey[] = ['text', 'email', 'phone', 'url', 'autoNumber', 'longText'];
const lists: FieldTypeKey[] = ['multiSelect', 'users', 'file'];

/** The fields of the form being designed, by what a setting of the form can do with them. */
export function useFormFields() {
  const all = useFields();
  const model = useDraftModel();
  const around = useMembersOf(model);
  return useMemo(() => {
    const system = [...model.fields.values()].filter((field) => field.system);
    const isSingle = (field: Field) => !lists.includes(field.type) && field.x.forms === undefined;
    const isText = (field: Field) => texts.includes(field.type);
    return {
      all,
      texts: all.filter(isText),
      /** With the names and other texts of the records that links lead to. */
      searchable: [...all, ...[...around.values()].filter((field) => field.key.includes('.') && isText(field))],
      /** With what every record has, such as when it was changed. */
      sortable: [...all, ...system].filter((field) => fieldType(field.type).sortable && isSingle(field)),
      /** With a column of their own. */
      stored: [...all, ...system].filter((field) => isSingle(field) && field.x.stored !== false),
      links: all.filter((field) => field.type === 'relation'),
      days: all.filter((field) => field.type === 'date' || field.type === 'dateTime'),
    };
  }, [all, model, around]);
}
