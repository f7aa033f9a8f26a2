import type { FormModel } from '@/lib/form-model';
import type { Values } from './form-store';

/** Defaults the administrator chose; computed ones are the server's business. */
export function constantDefaults(model: FormModel): Values {
  const values: Values = {};
  for (const field of model.fields.values()) {
    const value = field.x.default;
    if (field.readOnly) continue;
    if (value !== undefined && value !== null && !(typeof value === 'object' && 'expr' in value)) values[field.key] = value;
  }
  return values;
}
