import type { ComponentType } from 'react';
import type { FieldTypeKey, Operator } from '@/api/types';
import type { Field } from '@/lib/form-model';
import type { FieldSettings } from './settings';

export type InputProps = {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  id?: string;
  disabled?: boolean;
  required?: boolean;
  invalid?: boolean;
  describedBy?: string;
  label?: string;
  autoFocus?: boolean;
  placeholder?: string;
  /** A text that cannot be read as a value, or null when it can again. */
  onProblem?: (message: string | null) => void;
};
export type ViewProps = { field: Field; value: unknown; compact?: boolean };

export type FieldType = {
  key: FieldTypeKey;
  Input: ComponentType<InputProps>;
  View: ComponentType<ViewProps>;
  operators: Operator[];
  /** Several values at once, for filters on choices and links. */
  ManyInput?: ComponentType<InputProps>;
  align?: 'end';
  /** Takes the whole row of a form. */
  wide?: boolean;
  /** Width of a list column. */
  width?: number;
  sortable?: boolean;
  /** What the designer knows of it; fetched with the designer. */
  settings: () => Promise<FieldSettings>;
};

/** What every antd input takes from the form around it. */
export const inputAttributes = (props: Omit<InputProps, 'field' | 'value' | 'onChange'>) => ({
  id: props.id,
  disabled: props.disabled,
  autoFocus: props.autoFocus,
  status: props.invalid ? ('error' as const) : undefined,
  'aria-label': props.label,
  'aria-required': props.required || undefined,
  'aria-invalid': props.invalid || undefined,
  'aria-describedby': props.describedBy,
});

export const textOperators: Operator[] = ['contains', 'notContains', 'equals', 'notEquals', 'startsWith', 'set', 'notSet'];
export const numberOperators: Operator[] = ['gte', 'lte', 'gt', 'lt', 'equals', 'between', 'set', 'notSet'];
export const dateOperators: Operator[] = ['relative', 'inDateRange', 'beforeDate', 'afterDate', 'equals', 'set', 'notSet'];
export const choiceOperators: Operator[] = ['equals', 'notEquals', 'set', 'notSet'];
