import type { ValueCondition } from './value-condition';

/** Shapes of the HTTP contract (docs/http-api.md, docs/documents.md). */

export type Language = 'zh-CN' | 'en';
export type Text = { en?: string; 'zh-CN'?: string };
export type Theme = 'light' | 'dark' | 'system';
export type Density = 'comfortable' | 'compact';

export type Fault = { path: string; code: string; message: string; rule?: string; params?: Record<string, unknown> };
export type Problem = {
  title?: string;
  status?: number;
  code?: string;
  detail?: string;
  traceId?: string;
  errors?: Fault[];
  current?: RecordData;
  changedBy?: number | null;
  changedAt?: string | null;
  titles?: Titles;
};

export type User = {
  id: number;
  name: string;
  email: string;
  roles: string[];
  locale: Language | null;
  timeZone: string | null;
  theme: Theme | null;
  density: Density | null;
  /** Which kinds of notifications come by mail too. */
  mail: Record<string, boolean>;
};
export type Session = {
  user: User;
  csrfToken: string;
  app: { company: string; currency: string; timeZone: string; language: Language; mail: boolean };
  can: Record<string, boolean>;
  /** Set while an administrator looks through the eyes of a person or of somebody with one role. */
  viewAs?: { user?: { id: number; name: string }; role?: { key: string; title: Text }; by: { id: number; name: string } };
};
export type Setup = {
  needed: boolean;
  allowed: boolean;
  suggested: { company?: string; currency?: string; timeZone?: string; language?: Language };
  templates: { key: string; title: Text; description?: Text }[];
  currencies: string[];
};

/** Titles of related records, by form and id; people stand under `user`. */
export type Titles = Record<string, Record<string, string>>;
export type RelationRef = { form: string; id: number };
export type RecordData = {
  id: number;
  version: number;
  owner?: number | null;
  createdAt?: string;
  createdBy?: number | null;
  updatedAt?: string;
  updatedBy?: number | null;
  deletedAt?: string | null;
  $titles?: Titles;
  $can?: { update: boolean; delete: boolean; move: boolean };
  $unmet?: Fault[];
  [key: string]: unknown;
};
export type Total = { sum: number | null; missing: number };
export type RecordPage = {
  items: RecordData[];
  nextCursor: string | null;
  total?: number;
  totals?: Record<string, Total>;
  titles?: Titles;
};

export type Operator =
  | 'equals' | 'notEquals' | 'in' | 'notIn' | 'contains' | 'notContains' | 'startsWith' | 'gt' | 'gte' | 'lt' | 'lte' | 'between'
  | 'set' | 'notSet' | 'inDateRange' | 'beforeDate' | 'afterDate' | 'relative'; // prettier-ignore
export type RelativeRange = { unit: 'day' | 'week' | 'month' | 'quarter' | 'year'; from: number; to: number };
export type FilterRule = { member: string; operator: Operator; values?: unknown[] };
export type FilterGroup = { and: Filter[] } | { or: Filter[] };
export type Filter = FilterRule | FilterGroup;

export type FormAction = 'create' | 'read' | 'update' | 'delete' | 'import' | 'export' | 'bulk';
/** A way of looking at the records of a form. */
export type FormView = 'list' | 'board';
export type FormInfo = {
  key: string;
  title: Text;
  plural?: Text;
  icon?: string;
  color?: string;
  system: boolean;
  recordTitle: string;
  can: Record<FormAction, boolean>;
  fieldAccess?: Record<string, 'hidden' | 'masked' | 'readOnly'>;
  /** Those that one can open, the one that opens first. */
  views: FormView[];
  pipelines: { key: string; field: string }[];
  /** Whether one may log what happened to its records. */
  canLog: boolean;
  nav: boolean;
  order: number;
  version: number;
  /** How many fields it has. */
  fields: number;
};

export type FieldTypeKey =
  | 'text' | 'longText' | 'integer' | 'decimal' | 'money' | 'percent' | 'date' | 'dateTime' | 'boolean' | 'select' | 'multiSelect'
  | 'email' | 'phone' | 'url' | 'relation' | 'user' | 'users' | 'file' | 'autoNumber' | 'stage'; // prettier-ignore
export type Option = { key: string; title: Text; color?: string; hidden?: boolean };
export type XField = {
  id?: string;
  type: FieldTypeKey;
  title: Text;
  help?: Text;
  placeholder?: Text;
  unit?: string | Text;
  scale?: number;
  ungrouped?: boolean;
  options?: Option[];
  form?: string;
  forms?: string[];
  reverse?: Text | string;
  narrow?: { field: string; by: string };
  /** Of a relation: what the record pointed to offers to create while a yes/no field of its own holds. */
  offer?: { title: Text; while: string };
  inTimeline?: boolean;
  pipeline?: string;
  maxFiles?: number;
  formula?: string;
  default?: unknown;
  hidden?: boolean;
  /** False for a live formula. */
  stored?: boolean;
  unique?: boolean;
  requiredWhen?: string;
  readOnlyWhen?: string;
  reverseKey?: string;
  allowCreate?: boolean;
  /** Of a running number. */
  pattern?: string;
  grantsAccess?: boolean;
  /** The first and the last day of a date or a moment: fixed, or counted from today (`today+7`). */
  earliest?: string;
  latest?: string;
};
export type FieldSchema = {
  type?: string;
  title?: string;
  format?: string;
  readOnly?: boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  items?: { type?: string; enum?: string[] };
  enum?: string[];
  'x-field': XField;
};

export type Condition =
  | { scope: string; schema: ValueCondition }
  | { type: 'AND' | 'OR'; conditions: Condition[] }
  | { type: 'NOT'; conditions?: Condition[]; condition?: Condition };
export type LayoutRule = { effect: 'SHOW' | 'HIDE' | 'ENABLE' | 'DISABLE'; condition: Condition };
export type LayoutElement = {
  type: 'VerticalLayout' | 'HorizontalLayout' | 'Group' | 'Categorization' | 'Category' | 'Control' | 'Label';
  elements?: LayoutElement[];
  scope?: string;
  label?: string | boolean;
  text?: string;
  rule?: LayoutRule;
  options?: { span?: number; title?: Text };
};
/** How records like one at hand are found. */
export type FormSimilar = {
  title?: Text;
  for?: Filter;
  among?: Filter;
  match?: { field: string; weight?: number }[];
  near?: { field: string; within: number; weight?: number }[];
  least?: number;
  limit?: number;
  sort?: string;
  show?: string[];
  with?: string[];
};
export type FormDocument = {
  $schema?: string;
  type?: string;
  $id: string;
  title: string;
  required?: string[];
  properties: Record<string, FieldSchema>;
  'x-form': {
    title: Text;
    plural?: Text;
    icon?: string;
    color?: string;
    order?: number;
    nav?: boolean;
    /** Absent: a list, and a board once there is a pipeline. */
    views?: FormView[];
    search?: string[];
    indexes?: string[][];
    unique?: string[][];
    recordTitle: string;
    nameFrom?: string;
    similar?: FormSimilar;
    access?: { follows?: string };
    /** Fields compared with what is there while one types. */
    duplicates?: string[];
    timeline?: { by: string; at?: string; summary?: string[] };
    list?: { columns?: string[]; sort?: string };
    layouts?: Record<string, LayoutElement>;
  };
};

export type StageTask = { key: string; title: Text; must?: boolean; dueDays?: number };
export type Stage = {
  id: string;
  key: string;
  title: Text;
  kind: 'open' | 'won' | 'lost';
  probability?: number;
  color?: { light: string; dark: string };
  staleAfterDays?: number;
  category?: string;
  required?: string[];
  optional?: string[];
  guidance?: Text;
  dateField?: string;
  tasks?: StageTask[];
  deliverables?: { key: string; title: Text; must?: boolean }[];
  exit?: { key: string; title: Text; when?: string; must?: boolean }[];
};
export type TaskForm = {
  form: string;
  title: string;
  due?: string;
  owner?: string;
  done: string;
  doneOn?: string;
  must?: string;
  record: string;
  key?: string;
  /** A text that says why a key task was waived. */
  waived?: string;
};
/** Which fields a card shows; a signal is a yes/no field, shown while it holds with the value of another beside it. */
export type CardShape = {
  title?: string;
  subtitle?: string;
  amount?: string;
  date?: string;
  note?: string;
  progress?: { done: string; total: string };
  signals?: { field: string; icon: string; value?: string; unit?: Text }[];
};

export type Pipeline = {
  key: string;
  form: string;
  field: string;
  title: Text;
  probabilityField?: string;
  cycleField?: string;
  amountField?: string;
  weightedField?: string;
  board?: { sort?: string; card?: CardShape };
  taskForm?: TaskForm;
  categories?: { key: string; title: Text }[];
  stages: Stage[];
};

export type BoardColumn = {
  stage: string;
  count: number;
  sum: number | null;
  weighted: number | null;
  missing: number;
  items: RecordData[];
  nextCursor: string | null;
};
export type Board = { columns: BoardColumn[]; sort: string; titles?: Titles };

export type MoveOption = {
  to: string;
  kind: 'forward' | 'skip' | 'back' | 'close' | 'reopen';
  allowed: boolean;
  needsReason: boolean;
  missing: string[];
  errors: Fault[];
};
export type Moves = {
  stage: string;
  since: string | null;
  days: number | null;
  items: MoveOption[];
  /** Exit criteria of the present stage. */
  criteria: { key: string; met: boolean }[];
  /** Whether one may let a key task go undone. */
  mayWaive: boolean;
  tasks: RecordData[];
  history: { stage: string; enteredAt: string; days: number }[];
};

export type FileInfo = {
  id: number;
  name: string;
  slot?: string | null;
  /** The first of the files that replaced each other; the version counts within them. */
  family: number;
  version: number;
  /** Whether a browser can show it. */
  shown: boolean;
  size: number;
  contentType: string;
  at: string;
  by: number | null;
};
export type RelatedList = { form: string; field: string; title: Text | string; count: number };
export type BulkResult = { items: { id: number; ok: boolean; problem?: Problem }[] };
export type SearchHit = { form: string; id: number; title: string };
