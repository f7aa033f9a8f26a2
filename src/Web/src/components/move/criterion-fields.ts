import type { Fault, Pipeline } from '@/api/types';
import type { FormModel } from '@/lib/form-model';

/** Questions about lists of other records are not answered by typing here. */
const isAboutOthers = /\b(count|sum|min|max)\s*\(/;
const quoted = /'[^']*'|"[^"]*"/g;
const word = /(?<![.\w])[a-z_]\w*(?!\s*\()/g;

/** What a criterion looks at that one may type: with these its refusal can be answered in place. */
export function fieldsLookedAt(when: string | undefined, model: FormModel): string[] {
  if (!when || isAboutOthers.test(when)) return [];
  const words = when.replaceAll(quoted, '').match(word) ?? [];
  return [...new Set(words)].filter((key) => {
    const field = model.fields.get(key);
    return field && !field.readOnly && !field.system && field.type !== 'stage';
  });
}

/** The fields that the refused criteria look at; a fault names its criterion as `stage:pipeline:stage:exit:key`. */
export function fieldsOfCriteria(faults: readonly Fault[], pipeline: Pipeline, model: FormModel): string[] {
  const exits = faults.filter((fault) => fault.code === 'stage.exit').map((fault) => fault.rule?.split(':') ?? []);
  return exits.flatMap(([, , stage, , criterion]) => {
    const exit = pipeline.stages.find((item) => item.key === stage)?.exit;
    return fieldsLookedAt(exit?.find((item) => item.key === criterion)?.when, model);
  });
}
