import { NumberInput } from '../number-input';
import type { InputProps } from '../types';

export const PercentInput = (props: InputProps) => <NumberInput {...props} scale={props.field.x.scale ?? 2} suffix="%" />;
