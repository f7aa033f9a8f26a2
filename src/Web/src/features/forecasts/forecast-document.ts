import type { ForecastDocument, ForecastSplit } from '@/api/forecasts';
import type { Fault, FieldTypeKey, Pipeline, Text } from '@/api/types';
import { freeKey } from '@/lib/keys';
import type { Field } from '@/lib/form-model';

/** A forecast of a pipeline, with what the pipeline and its form make plain chosen. */
export function newForecast(key: string, title: Text, pipeline: Pipeline, fields: Field[]): ForecastDocument {
  const dates = fields.filter(isDay);
  return {
    key,
    title,
    order: 100,
    roles: [],
    pipeline: pipeline.key,
    amount: pipeline.amountField ?? '',
    weighted: pipeline.weightedField ?? '',
    date: dates.find((field) => !isDayOfStage(field, pipeline))?.key ?? '',
    closedOn: dates.find((field) => isDayOfStage(field, pipeline))?.key ?? '',
    splits: [],
  };
}

/** The day that a stage after which nothing comes writes down. */
const isDayOfStage = (field: Field, pipeline: Pipeline) =>
  pipeline.stages.some((stage) => stage.kind !== 'open' && stage.dateField === field.key);

// Only what is stored has a history by day; the server decides (ForecastParser).
const isStored = ({ x, system }: Field) => !system && (x.formula === undefined || x.stored !== false);
export const isDay = (field: Field) => isStored(field) && field.type === 'date';
const figures = new Set<FieldTypeKey>(['integer', 'decimal', 'money', 'percent']);
export const isFigure = (field: Field) => isStored(field) && figures.has(field.type);

const splitTypes = new Set<FieldTypeKey>(['relation', 'user', 'select', 'boolean', 'text']);
const ofStage = /^(.+)\.(kind|from|category|owner)$/;

/** What a forecast can be split by: a member with one value, own or of a record that it points to; people first, texts last. */
export function splitMembers(members: ReadonlyMap<string, Field>): Field[] {
  const place = ({ key, type }: Field) => (key === 'owner' ? 0 : type === 'text' ? 2 : 1);
  const fitting = [...members.values()].filter(({ key, type, x }) => {
    if (!splitTypes.has(type) || x.forms || (x.formula !== undefined && x.stored === false)) return false;
    if (['createdBy', 'updatedBy'].includes(key)) return false;
    const [, first] = ofStage.exec(key) ?? [];
    return first === undefined || members.get(first)?.type !== 'stage';
  });
  return fitting.sort((a, b) => place(a) - place(b));
}

/** What a value means, so that only like is compared with like: records of one form, or values of one kind. */
export const meaning = ({ type, x }: Field) =>
  type === 'user' ? 'records of user' : type === 'relation' ? `records of ${x.form}` : type;

/** Whom what is won counts for: the owner at the time, where the split is by the owner or by what stands behind. */
export const ownerThen = (split: Pick<ForecastSplit, 'field'>, stage: string): string | undefined =>
  split.field === 'owner' || split.field.startsWith('owner.') ? `${stage}.${split.field}` : undefined;

/** A split by a member; its key is its own among the others. */
export function splitBy(member: Field, title: Text, others: ForecastSplit[], stage: string): ForecastSplit {
  const key = freeKey(member.key.split('.').at(-1) ?? '', new Set(others.map((split) => split.key)), 'split');
  const wonBy = ownerThen({ field: member.key }, stage);
  return { key, title, field: member.key, ...(wonBy && { wonBy }) };
}

/** Splits as they are now; targets of one that is gone are gone. */
export function setSplits(document: ForecastDocument, splits: ForecastSplit[]): ForecastDocument {
  const { targets } = document;
  if (!targets) return { ...document, splits };
  const by = targets.by.filter((item) => splits.some((split) => split.key === item.split));
  return { ...document, splits, targets: { ...targets, by } };
}

/** Faults that stand at a place or below it. */
export const faultsAt = (faults: Fault[], place: string) =>
  faults.filter(({ path }) => path === place || path.startsWith(`${place}/`));

/** The parts of the editor, one below the other. */
export type Part = 'page' | 'figures' | 'splits' | 'targets';
/** Where a pointer of the server leads to. */
export function partOf(path: string): Part {
  const [, first = ''] = path.split('/');
  if (first === 'splits' || first === 'targets') return first;
  return ['pipeline', 'amount', 'weighted', 'date', 'closedOn'].includes(first) ? 'figures' : 'page';
}
