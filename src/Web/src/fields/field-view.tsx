import { fieldType } from './registry';
import type { ViewProps } from './types';

/** A value as its field type shows it. */
export function FieldView(props: ViewProps) {
  const { View } = fieldType(props.field.type);
  return <View {...props} />;
}
