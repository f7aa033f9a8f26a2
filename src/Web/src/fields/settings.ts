import type { LucideIcon } from 'lucide-react';
import type { FieldSchema, XField } from '@/api/types';

export const paletteGroups = ['basic', 'choice', 'people', 'numbers', 'computed'] as const;
export type PaletteGroup = (typeof paletteGroups)[number];

type Limit = 'minLength' | 'maxLength' | 'minimum' | 'maximum' | 'multipleOf' | 'minItems' | 'maxItems';
type Flag = 'ungrouped' | 'allowCreate' | 'grantsAccess' | 'inTimeline';

/** One setting of a field type. What draws each kind is the designer's business; labels are texts of the client. */
export type Setting =
  | { kind: 'limit'; of: Limit; label: string; min?: number; max?: number }
  | { kind: 'number'; of: 'scale' | 'maxFiles'; label: string; min: number; max: number; isFixed?: boolean }
  | { kind: 'flag'; of: Flag; label: string; help?: string }
  | { kind: 'texts'; of: 'unit'; label: string }
  | { kind: 'day'; of: 'earliest' | 'latest'; label: string }
  | { kind: 'pattern' }
  | { kind: 'options' }
  | { kind: 'target' }
  | { kind: 'narrow' }
  | { kind: 'offer' }
  | { kind: 'pipeline' }
  | { kind: 'runningNumber' };

/** What a blank field can begin with; a field of the record that a relation points to may stand for any of them. */
export type DefaultKind = 'constant' | 'today' | 'now' | 'me' | 'expression';

/** What the designer needs to know of a field type; each stands beside the type and is named in its registration. */
export type FieldSettings = {
  group: PaletteGroup;
  icon: LucideIcon;
  /** A new field of the type, without a title. */
  blank: Omit<FieldSchema, 'x-field'> & { 'x-field': Omit<XField, 'title'> };
  settings: readonly Setting[];
  defaults?: readonly DefaultKind[];
  /** Takes a hint inside the empty input. */
  hasPlaceholder?: boolean;
  canBeUnique?: boolean;
  canBeRequired?: boolean;
  /** Can be the result of a formula. */
  canBeFormula?: boolean;
};

const limits = { max: 1e15, min: -1e15 };
export const lengthSettings: readonly Setting[] = [
  { kind: 'limit', of: 'minLength', label: 'setting.minLength', min: 0, max: 100_000 },
  { kind: 'limit', of: 'maxLength', label: 'setting.maxLength', min: 1, max: 100_000 },
  { kind: 'pattern' },
];
export const rangeSettings: readonly Setting[] = [
  { kind: 'limit', of: 'minimum', label: 'setting.minimum', ...limits },
  { kind: 'limit', of: 'maximum', label: 'setting.maximum', ...limits },
];
/** Values are multiples of it; the smallest is what the type can hold. */
export const stepSetting = (min: number): Setting => ({ kind: 'limit', of: 'multipleOf', label: 'setting.step', min });
export const daySettings: readonly Setting[] = [
  { kind: 'day', of: 'earliest', label: 'setting.earliest' },
  { kind: 'day', of: 'latest', label: 'setting.latest' },
];
export const scaleSetting: Setting = { kind: 'number', of: 'scale', label: 'setting.scale', min: 0, max: 6 };
export const countSettings: readonly Setting[] = [
  { kind: 'limit', of: 'minItems', label: 'setting.minItems', min: 0, max: 1000 },
  { kind: 'limit', of: 'maxItems', label: 'setting.maxItems', min: 1, max: 1000 },
];
