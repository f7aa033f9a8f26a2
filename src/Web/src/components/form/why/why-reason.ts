import type { Expression, FormRules, Rule } from '@/api/expression';
import type { LayoutRule } from '@/api/types';
import type { Field, FormModel } from '@/lib/form-model';

/** Why a field is as it is: not typed here, or not shown. An expression is missing where only the server may tell it. */
export type Reason =
  | { kind: 'formula' | 'locked'; expression: Expression | undefined }
  | { kind: 'layout'; rule: LayoutRule }
  | { kind: 'masked' | 'number' | 'stage' | 'system' | 'role' | 'fixed' };

const told = (rule: Rule | undefined) => (rule && !('server' in rule) ? rule : undefined);

/** Null for a field that may be typed. */
export function reasonOf(
  field: Field,
  model: FormModel,
  rules: FormRules | undefined,
  isLocked: boolean,
  disabledBy: LayoutRule | null,
): Reason | null {
  const own = rules?.fields[field.key];
  if (field.masked) return { kind: 'masked' };
  if (field.x.formula !== undefined || own?.formula) return { kind: 'formula', expression: told(own?.formula) };
  if (field.type === 'autoNumber') return { kind: 'number' };
  if (field.type === 'stage') return { kind: 'stage' };
  if (field.system && field.readOnly) return { kind: 'system' };
  if (model.fieldAccess[field.key] === 'readOnly') return { kind: 'role' };
  if (field.schema.readOnly) return { kind: 'fixed' };
  if (isLocked) return { kind: 'locked', expression: told(own?.readOnlyWhen) };
  return disabledBy ? { kind: 'layout', rule: disabledBy } : null;
}
