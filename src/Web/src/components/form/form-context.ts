import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { FormRules } from '@/api/expression';
import type { LayoutRule } from '@/api/types';
import { applyRule, keysOf, type RuleState } from '@/lib/rules';
import type { FormModel } from '@/lib/form-model';
import type { FieldState, FormStore } from './form-store';

export type FormContextValue = {
  store: FormStore;
  model: FormModel;
  idPrefix: string;
  alsoRequired?: ReadonlySet<string>;
  rules?: FormRules;
};
export const FormContext = createContext<FormContextValue | null>(null);
/** The rule by which a layout element around this one is disabled. */
export const DisabledContext = createContext<LayoutRule | null>(null);

export function useFormContext(): FormContextValue {
  const value = useContext(FormContext);
  if (!value) throw new Error('A form element stands outside a form.');
  return value;
}

export function useFieldState(store: FormStore, key: string): FieldState {
  const subscribe = useMemo(() => store.subscribeTo(key), [store, key]);
  return useSyncExternalStore(subscribe, () => store.state(key));
}

export function useRuleState(store: FormStore, rule: LayoutRule | undefined): RuleState {
  const subscribe = useMemo(() => {
    const keys = rule ? keysOf(rule.condition) : [];
    return (listener: () => void) => {
      const ends = keys.map((key) => store.subscribeTo(key)(listener));
      return () => ends.forEach((end) => end());
    };
  }, [store, rule]);
  return useSyncExternalStore(subscribe, () => applyRule(rule, store.value));
}

export const useFormProblems = (store: FormStore) => useSyncExternalStore(store.subscribe, store.problems);
