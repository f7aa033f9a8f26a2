import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { LayoutRule } from '@/api/types';
import { applyRule, keysOf, type RuleState } from '@/lib/rules';
import type { FormModel } from '@/lib/form-model';
import type { FormStore } from './form-store';

export type FormContextValue = { store: FormStore; model: FormModel; idPrefix: string; alsoRequired?: ReadonlySet<string> };
export const FormContext = createContext<FormContextValue | null>(null);
/** Whether a layout element around this one is disabled by its rule. */
export const DisabledContext = createContext(false);

export function useFormContext(): FormContextValue {
  const value = useContext(FormContext);
  if (!value) throw new Error('A form element stands outside a form.');
  return value;
}

export function useFieldValue(store: FormStore, key: string): unknown {
  const subscribe = useMemo(() => store.subscribeTo(key), [store, key]);
  return useSyncExternalStore(subscribe, () => store.value(key));
}

export function useFieldError(store: FormStore, key: string): string | undefined {
  const subscribe = useMemo(() => store.subscribeTo(key), [store, key]);
  return useSyncExternalStore(subscribe, () => store.error(key));
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

export const useFormVersion = (store: FormStore) => useSyncExternalStore(store.subscribe, store.version);
