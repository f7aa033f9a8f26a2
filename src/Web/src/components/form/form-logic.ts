import type { Expression, FormRules, Rule, ValueType } from '@/api/expression';
import { evaluate, isMet } from '@/lib/expression/evaluate';
import { brokenLimit } from '@/lib/day-limit';
import { unknown, type Answer } from '@/lib/expression/values';
import type { FormModel } from '@/lib/form-model';
import type { RecordContext } from './record-context';
import { sameValue, type FormStore, type Logic } from './form-store';
import { shown, toField } from './record-values';

type Kind = 'default' | 'formula' | 'requiredWhen' | 'readOnlyWhen';
type Part = { field: string; kind: Kind; expression: Expression; reads: Set<string> };
export const told = (rule: Rule | undefined): Expression | undefined => (rule && !('server' in rule) ? rule : undefined);
const firstOf = (path: string) => path.split('.')[0] ?? path;

/** What the logic of one form needs to know of whom and what it is about. */
export type Surroundings = {
  model: FormModel;
  store: FormStore;
  rules: FormRules;
  /** Fields that a new record must have beyond those the form itself requires. */
  alsoRequired?: ReadonlySet<string>;
  say: Logic['say'];
  sayLimit: (code: 'earliest' | 'latest', key: string, day: string) => string;
};

/**
 * Works out defaults, formulas and conditions in the order of a save, and after a change only what depends on it. The server decides
 * all the same: what it alone can tell stays as it last was.
 */
export class FormLogic implements Logic {
  private readonly parts: Part[];
  private readonly results = new Map<string, Answer>();
  private readonly values = new Map<string, { value: unknown }>();
  private readonly required = new Map<string, boolean>();
  private readonly locked = new Map<string, boolean>();
  private readonly context: RecordContext;

  constructor(
    private readonly around: Surroundings,
    context: (logic: FormLogic) => RecordContext,
  ) {
    this.parts = partsOf(around.rules);
    this.context = context(this);
  }

  computed = (key: string) => this.values.get(key);
  isRequired = (key: string) => this.required.get(key);
  isLocked = (key: string) => this.locked.get(key);
  keys = () => [...this.around.model.fields.keys()];
  say = (code: 'required' | 'readOnly', key: string) => this.around.say(code, key);

  limit = (key: string) => {
    const { model, store, sayLimit } = this.around;
    const field = model.fields.get(key);
    const broken = field && brokenLimit(field.x, store.raw(key), this.context.today());
    return broken ? sayLimit(broken.code, key, broken.day) : undefined;
  };

  read = (path: string, type: ValueType) => {
    const answer = this.context.get(path, type);
    return answer === unknown ? undefined : { value: shown(answer, type) };
  };

  /** What a formula or a default gave, unrounded; undefined where there is none that was told. */
  result = (key: string): Answer | undefined => this.results.get(key);

  update = (key?: string): string[] => {
    const changed = new Set<string>();
    const dirty = new Set(key === undefined ? [] : [key]);
    for (const part of this.parts) {
      if (key !== undefined && !reads(part, dirty)) continue;
      if (!this.work(part)) continue;
      changed.add(part.field);
      if (part.kind === 'formula' || part.kind === 'default') dirty.add(part.field);
    }
    return [...changed];
  };

  isMissing = (key: string): boolean => {
    const { model, store, alsoRequired } = this.around;
    const field = model.fields.get(key);
    if (!field || field.readOnly || field.type === 'stage' || store.isUnreadable(key)) return false;
    const isNew = store.id() === undefined;
    // A record that lacked it before may still be edited elsewhere.
    const byForm = (field.required && (isNew || store.isTouched(key))) || (isNew && alsoRequired?.has(key) === true);
    if (!byForm && this.required.get(key) !== true) return false;
    return this.context.isBlank(key);
  };

  private work(part: Part): boolean {
    const answer = evaluate(part.expression.root, this.context);
    switch (part.kind) {
      case 'requiredWhen':
        return put(this.required, part.field, isMet(answer));
      case 'readOnlyWhen':
        return put(this.locked, part.field, isMet(answer));
      case 'default':
        return this.suggest(part, answer);
      case 'formula':
        return this.compute(part, answer);
    }
  }

  private compute({ field, expression }: Part, answer: Answer): boolean {
    const [before, last] = [this.values.get(field), this.results.get(field)];
    this.results.set(field, answer);
    if (answer === unknown) return this.values.delete(field) || last !== unknown;
    const value = toField(answer, expression.type, this.around.model.document.properties[field]);
    this.values.set(field, { value });
    return before === undefined || !sameValue(before.value, value);
  }

  private suggest({ field, expression }: Part, answer: Answer): boolean {
    const { model, store } = this.around;
    const last = this.results.get(field);
    this.results.set(field, answer);
    const known = model.fields.get(field);
    if (store.id() !== undefined || answer === unknown || !known || known.readOnly) return last !== answer;
    const value = toField(answer, expression.type, known.schema);
    // A default taken from another form may name an option that this field does not have.
    if (known.x.options && value !== null && !known.x.options.some((option) => option.key === value)) return false;
    return store.suggestDefault(field, value);
  }
}

const reads = (part: Part, dirty: Set<string>) => {
  for (const key of dirty) if (part.reads.has(key)) return true;
  return false;
};

function put(map: Map<string, boolean>, key: string, met: boolean | typeof unknown): boolean {
  const before = map.get(key);
  if (met === unknown) map.delete(key);
  else map.set(key, met);
  return before !== map.get(key);
}

/** Defaults, then each formula after those that it reads, then conditions: the order of a save. */
function partsOf(rules: FormRules): Part[] {
  const of = (kind: Kind): Part[] =>
    Object.entries(rules.fields).flatMap(([field, own]) => {
      const expression = told(own[kind]);
      return expression ? [{ field, kind, expression, reads: new Set(expression.members.map(firstOf)) }] : [];
    });
  return [...of('default'), ...inOrder(of('formula')), ...of('requiredWhen'), ...of('readOnlyWhen')];
}

function inOrder(formulas: Part[]): Part[] {
  const byField = new Map(formulas.map((part) => [part.field, part]));
  const ordered = new Set<Part>();
  const visit = (part: Part, above: Set<Part>) => {
    if (ordered.has(part) || above.has(part)) return;
    for (const key of part.reads) {
      const read = byField.get(key);
      if (read) visit(read, new Set([...above, part]));
    }
    ordered.add(part);
  };
  for (const part of formulas) visit(part, new Set());
  return [...ordered];
}
