import { fieldType } from './registry';
import type { ViewProps } from './types';

/** A value as its field type shows it; of a masked field the mask that came instead. */
export function FieldView(props: ViewProps) {
  if (props.field.masked) return <span className="masked">{typeof props.value === 'string' ? props.value : null}</span>;
  const { View } = fieldType(props.field.type);
  return <View {...props} />;
}
