import type { AggregateNode, ValueType } from '@/api/expression';
import type { Pipeline } from '@/api/types';
import type { Context } from '@/lib/expression/evaluate';
import { number } from '@/lib/expression/numbers';
import { unknown, type Answer } from '@/lib/expression/values';
import { isBlank } from '@/lib/rules';
import type { FormLogic, Surroundings } from './form-logic';
import { sameValue } from './form-store';
import { enter } from './record-values';

/** A value of another record; `unknown` while or because it cannot be had. */
export type Related = (relation: string, form: string, id: number, key: string) => unknown;
export type World = {
  me: { id: number; roles: string[] } | undefined;
  today: () => string;
  now: () => number;
  pipelines: Pipeline[];
  related: Related;
};

/** The record as it would be saved now, for its rules to read. */
export class RecordContext implements Context {
  constructor(
    private readonly around: Surroundings,
    private readonly world: World,
    private readonly logic: FormLogic,
  ) {}

  today = () => this.world.today();
  now = () => this.world.now();
  hasRole = (role: string): Answer => this.world.me?.roles.includes(role) ?? unknown;
  // Who belongs to a team is not known here.
  isMember = (): Answer => unknown;

  // Nothing points to a record that is not there yet.
  aggregate = (node: AggregateNode): Answer => {
    if (!this.isNew()) return unknown;
    return node.function === 'count' || node.function === 'sum' ? number(0) : null;
  };

  get = (path: string, type: ValueType): Answer => {
    const [first = '', property, ...further] = path.split('.');
    if (property === undefined) return this.own(first, type);
    const key = this.own(first, this.isStage(first) ? 'text' : 'reference');
    if (key === unknown || key === null) return key;
    if (this.isStage(first)) return this.ofStage(first, String(key), property);
    const form = this.targetOf(first);
    if (form === undefined || further.length > 0) return unknown;
    const value = this.world.related(first, form, key as number, property);
    return value === unknown ? unknown : enter(value, type);
  };

  prior = (path: string, type: ValueType): Answer => {
    if (this.x(path)?.stored === false) return unknown;
    return this.isNew() ? null : enter(this.around.store.base()[path], type);
  };

  changed = (path: string, type: ValueType): Answer => {
    const now = this.get(path, type);
    if (now === unknown) return unknown;
    if (this.isNew()) return now !== null;
    return !sameValue(this.around.store.value(path), this.around.store.base()[path]);
  };

  /** Whether the server would find the field blank, defaults and all. */
  isBlank = (key: string): boolean => isBlank(this.around.store.raw(key)) && (!this.isNew() || isBlank(this.given(key, null)));

  private own(key: string, type: ValueType): Answer {
    const { store } = this.around;
    if (store.isUnreadable(key)) return unknown;
    const system = this.system(key);
    if (system !== undefined) return system;
    const x = this.x(key);
    if (x?.formula !== undefined || this.around.rules.fields[key]?.formula) return this.formula(key, type);
    const value = store.raw(key);
    if (!isBlank(value) || !this.isNew()) return enter(value, type);
    return this.given(key, type);
  }

  // A stored formula is read as it is stored, a live one as it comes out.
  private formula(key: string, type: ValueType): Answer {
    const computed = this.logic.computed(key);
    if (!computed) return unknown;
    return this.x(key)?.stored === false ? (this.logic.result(key) ?? unknown) : enter(computed.value, type);
  }

  /** What the server puts into a blank of a new record. */
  private given(key: string, type: ValueType | null): Answer {
    const { store, rules } = this.around;
    const taken = (value: unknown): Answer => (type === null ? (value as Answer) : enter(value, type));
    if (key === 'owner') return this.world.me?.id ?? unknown;
    const pipeline = this.pipelineOf(key);
    if (pipeline) return pipeline.stages[0]?.key ?? unknown;
    if (store.isTouched(key)) return null;
    const rule = rules.fields[key]?.default;
    if (rule) return this.logic.result(key) ?? unknown;
    const x = this.x(key);
    if (!isBlank(x?.default)) return taken(x?.default);
    for (const { probabilityField, stages } of this.ofForm()) {
      if (stages[0] && probabilityField === key) return taken(stages[0].probability ?? 0);
      if (stages[0]?.dateField === key) return this.world.today();
    }
    // Running numbers and what pipelines fill in.
    return x?.type === 'autoNumber' || this.around.model.document.properties[key]?.readOnly ? unknown : null;
  }

  private system(key: string): Answer | undefined {
    const { store } = this.around;
    const base = store.base();
    switch (key) {
      case 'id':
        return store.id() ?? unknown;
      case 'version':
        return number((typeof base['version'] === 'number' ? base['version'] : 0) + 1);
      case 'createdAt':
        return this.isNew() ? this.world.now() : enter(base['createdAt'], 'instant');
      case 'createdBy':
        return this.isNew() ? (this.world.me?.id ?? unknown) : enter(base['createdBy'], 'reference');
      case 'updatedAt':
        return this.world.now();
      case 'updatedBy':
        return this.world.me?.id ?? unknown;
      case 'deletedAt':
        return null;
      default:
        return undefined;
    }
  }

  private ofStage(field: string, key: string, property: string): Answer {
    const pipeline = this.pipelineOf(field);
    const at = pipeline?.stages.findIndex((stage) => stage.key === key) ?? -1;
    const stage = pipeline?.stages[at];
    if (!stage) return unknown;
    switch (property) {
      case 'kind':
        return stage.kind;
      case 'category':
        return stage.category ?? null;
      case 'order':
        return number(at);
      case 'probability':
        return number(stage.probability ?? 0);
      case 'limit':
        return stage.staleAfterDays === undefined ? null : number(stage.staleAfterDays);
      default:
        return this.isNew() ? number(0) : unknown;
    }
  }

  private isNew = () => this.around.store.id() === undefined;
  private x = (key: string) => this.around.model.document.properties[key]?.['x-field'];
  private isStage = (key: string) => this.x(key)?.type === 'stage';
  private pipelineOf = (field: string): Pipeline | undefined =>
    this.isStage(field) ? this.world.pipelines.find((item) => item.key === this.x(field)?.pipeline) : undefined;
  private ofForm = () => this.world.pipelines.filter((item) => item.form === this.around.model.key);

  private targetOf(key: string): string | undefined {
    if (key === 'owner' || key === 'createdBy' || key === 'updatedBy' || this.x(key)?.type === 'user') return 'user';
    return this.x(key)?.form;
  }
}
