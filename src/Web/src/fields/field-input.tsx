import { fieldType } from './registry';
import type { InputProps } from './types';

/** The input of a field's type, for use outside a form. */
export function FieldInput(props: InputProps) {
  const type = fieldType(props.field.type);
  return <type.Input {...props} />;
}
