/** The checked tree of an expression as the server writes it (`CheckedExpression.ToJson`). */

export type ValueType = 'blank' | 'number' | 'text' | 'boolean' | 'date' | 'instant' | 'textList' | 'reference' | 'referenceList';

type Typed<Kind extends string, Rest> = { kind: Kind; type: ValueType } & Rest;
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

export type LiteralNode = Typed<'literal', { value: string | number | boolean | null }>;
export type MemberNode = Typed<'member', { path: string }>;
export type UnaryNode = Typed<'unary', { operator: '!' | '-'; operand: ExpressionNode }>;
export type BinaryNode = Typed<
  'binary',
  { operator: ArithmeticOperator | ComparisonOperator; left: ExpressionNode; right: ExpressionNode }
>;
export type LogicalNode = Typed<'logical', { operator: '&&' | '||'; left: ExpressionNode; right: ExpressionNode }>;
export type ConditionalNode = Typed<'conditional', { test: ExpressionNode; whenMet: ExpressionNode; otherwise: ExpressionNode }>;
export type CallNode = Typed<'call', { function: string; arguments: ExpressionNode[] }>;
export type ListNode = Typed<'list', { items: ExpressionNode[] }>;
export type AggregateNode = Typed<
  'aggregate',
  { function: 'count' | 'sum' | 'min' | 'max'; list: string; path: string | null; condition: ExpressionNode | null }
>;
export type ExpressionNode =
  LiteralNode | MemberNode | UnaryNode | BinaryNode | LogicalNode | ConditionalNode | CallNode | ListNode | AggregateNode;

export type Expression = { source: string; type: ValueType; volatile: boolean; members: string[]; root: ExpressionNode };

/** A rule of a field: its checked tree, or only that the server has one which this person may not read. */
export type Rule = Expression | { server: true };
export type FieldRules = { formula?: Rule; default?: Rule; requiredWhen?: Rule; readOnlyWhen?: Rule };
export type FormRules = { fields: Record<string, FieldRules> };
