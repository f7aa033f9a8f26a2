import { TextInput } from '../text/input';
import type { InputProps } from '../types';

export const PhoneInput = (props: InputProps) => <TextInput {...props} type="tel" />;
