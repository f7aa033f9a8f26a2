import { fieldType } from './registry';
import type { InputProps } from './types';

/** The input of a field's type, for use outside a form. */
export function FieldInput(props: InputProps) {
  const type = fieldType(props.field.type);
  return <type.Input {...props} />;
}

/** The input for several values of a field's type, where it has one. */
export function FieldManyInput(props: InputProps) {
  const { ManyInput } = fieldType(props.field.type);
  return ManyInput ? <ManyInput {...props} /> : null;
}
