import type { Field } from '@/lib/form-model';
import { emptyDraft, isDate, isNumber, withCount, withField, type Draft } from './draft';

/** Three questions to begin with, from fields that the form really has. */
export function examplesOf(source: string, members: Map<string, Field>): Draft[] {
  const own = [...members.values()].filter((field) => !field.key.includes('.'));
  const start = emptyDraft(source);
  const named = own.filter((field) => !field.system);
  const choice = named.find((field) => field.type === 'stage') ?? named.find((field) => field.type === 'select');
  const number = named.find((field) => field.type === 'money') ?? named.find((field) => isNumber(field.type));
  const who =
    own.find((field) => field.key === 'owner') ?? own.find((field) => field.type === 'user' || field.type === 'relation');
  const date = named.find((field) => isDate(field.type)) ?? own.find((field) => field.key === 'createdAt');
  const measured = number ? withField(start, number, 'show') : withCount(start);
  return [
    choice && withField(withCount(start), choice, 'by'),
    who && withField(measured, who, 'by'),
    date && withField(withCount(start), date, 'time'),
  ].filter((draft) => draft !== undefined);
}
