import type { ReactNode } from 'react';
import { FieldValuesContext } from '@/fields/field-values';
import { FormContext, type FormContextValue } from './form-context';
import { QuickCreateProvider } from './quick-create-provider';

/** What the inputs of a form find around them. */
export const FormScope = ({ value, children }: { value: FormContextValue; children: ReactNode }) => (
  <FormContext value={value}>
    <FieldValuesContext value={value.store}>
      <QuickCreateProvider>{children}</QuickCreateProvider>
    </FieldValuesContext>
  </FormContext>
);
