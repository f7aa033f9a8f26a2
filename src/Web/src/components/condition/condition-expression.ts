import { isComplete, operatorsFor, type ConditionField, type ConditionModel, type ConditionRow } from './condition-model';
import { parse, type Node } from './condition-parser';

const quote = (text: string) =>
  `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n').replace(/\r/g, '\\r')}'`;
const literal = (value: unknown) => (typeof value === 'string' ? quote(value) : String(value));

function day(value: unknown, clock: string): string {
  const days = Number(value) || 0;
  return days === 0 ? `${clock}()` : `dateAdd(${clock}(), ${days}, 'day')`;
}

const comparisons: Partial<Record<ConditionRow['operator'], string>> = {
  is: '==', gt: '>', gte: '>=', lt: '<', lte: '<=', before: '<', on: '==', after: '>',
}; // prettier-ignore

function write(row: ConditionRow, field: ConditionField | undefined): string {
  const { field: key, operator, value } = row;
  const clock = field?.type === 'dateTime' ? 'now' : 'today';
  switch (operator) {
    case 'yes':
    case 'no':
      return `${key} == ${operator === 'yes'}`;
    case 'set':
      return `!isBlank(${key})`;
    case 'blank':
      return `isBlank(${key})`;
    case 'isNot':
      return `!(${key} == ${literal(value)})`;
    case 'oneOf':
      return `(${(value as unknown[]).map((item) => `${key} == ${literal(item)}`).join(' || ')})`;
    case 'contains':
    case 'startsWith':
      return `${operator}(${key}, ${literal(value)})`;
    case 'includes':
      return `includes(${key}, ${literal(value)})`;
    case 'excludes':
      return `!includes(${key}, ${literal(value)})`;
    case 'before':
    case 'on':
    case 'after':
      return `${key} ${comparisons[operator]} ${day(value, clock)}`;
    case 'next':
      return `(${key} >= ${clock}() && ${key} <= ${day(value, clock)})`;
    case 'last':
      return `(${key} >= ${day(-Number(value), clock)} && ${key} <= ${clock}())`;
    default:
      return `${key} ${comparisons[operator]} ${literal(value)}`;
  }
}

/** The condition as an expression; rows that say nothing yet are left out, and of none nothing is made. */
export function toExpression(model: ConditionModel, fields: readonly ConditionField[]): string | undefined {
  const parts = model.rows.filter(isComplete).map((row) =>
    write(
      row,
      fields.find((field) => field.key === row.field),
    ),
  );
  return parts.length === 0 ? undefined : parts.join(model.join === 'and' ? ' && ' : ' || ');
}

/** Reads an expression as rows; null when it says something that rows cannot show. */
export function fromExpression(source: string, fields: readonly ConditionField[]): ConditionModel | null {
  const root = parse(source);
  if (!root) return null;
  const read = (nodes: Node[]) => nodes.map((node) => row(node, fields));
  const whole = row(root, fields);
  const rows = whole ? [whole] : root.kind === 'and' || root.kind === 'or' ? read(root.items) : [null];
  const join = root.kind === 'or' && !whole ? 'or' : 'and';
  return rows.every((item) => item !== null) ? { join, rows } : null;
}

function row(node: Node, fields: readonly ConditionField[]): ConditionRow | null {
  const found = match(node, fields);
  const type = fields.find((field) => field.key === found?.field)?.type;
  return found && type && operatorsFor(type).includes(found.operator) ? found : null;
}

function match(node: Node, fields: readonly ConditionField[]): ConditionRow | null {
  if (node.kind === 'not') {
    const inner = match(node.item, fields);
    if (inner?.operator === 'blank') return { field: inner.field, operator: 'set' };
    if (inner?.operator === 'is') return { ...inner, operator: 'isNot' };
    return inner?.operator === 'includes' ? { ...inner, operator: 'excludes' } : null;
  }
  if (node.kind === 'or' && node.isGrouped) {
    const rows = node.items.map((item) => match(item, fields));
    const [first] = rows;
    const same = first && rows.every((item) => item?.operator === 'is' && item.field === first.field);
    return same ? { field: first.field, operator: 'oneOf', value: rows.map((item) => item?.value) } : null;
  }
  if (node.kind === 'and') return node.isGrouped ? span(node.items, fields) : null;
  if (node.kind === 'call') return call(node);
  return node.kind === 'compare' ? comparison(node, fields) : null;
}

/** Both ends of some days from today, one of which is today. */
function span(items: Node[], fields: readonly ConditionField[]): ConditionRow | null {
  const [from, to, ...more] = items;
  if (from?.kind !== 'compare' || to?.kind !== 'compare' || more.length > 0) return null;
  if (from.left.kind !== 'name' || to.left.kind !== 'name' || from.left.name !== to.left.name) return null;
  if (from.operator !== '>=' || to.operator !== '<=') return null;
  const { name } = from.left;
  const clock = fields.find((field) => field.key === name)?.type === 'dateTime' ? 'now' : 'today';
  const [first, last] = [daysFrom(from.right, clock), daysFrom(to.right, clock)];
  if (first === 0 && last !== null && last > 0) return { field: name, operator: 'next', value: last };
  return last === 0 && first !== null && first < 0 ? { field: name, operator: 'last', value: -first } : null;
}

function call(node: Extract<Node, { kind: 'call' }>): ConditionRow | null {
  const [field, value] = node.args;
  if (field?.kind !== 'name') return null;
  if (node.name === 'isBlank' && node.args.length === 1) return { field: field.name, operator: 'blank' };
  if (node.args.length !== 2 || value?.kind !== 'literal' || typeof value.value !== 'string') return null;
  const operator = (['contains', 'startsWith', 'includes'] as const).find((name) => name === node.name);
  return operator ? { field: field.name, operator, value: value.value } : null;
}

function comparison(
  { left, operator, right }: Extract<Node, { kind: 'compare' }>,
  fields: readonly ConditionField[],
): ConditionRow | null {
  if (left.kind !== 'name') return null;
  const type = fields.find((field) => field.key === left.name)?.type;
  if (type === 'date' || type === 'dateTime') {
    const days = daysFrom(right, type === 'date' ? 'today' : 'now');
    const word = ({ '<': 'before', '==': 'on', '>': 'after' } as const)[operator as '<'];
    return days === null || !word ? null : { field: left.name, operator: word, value: days };
  }
  if (right.kind !== 'literal') return null;
  if (typeof right.value === 'boolean')
    return operator === '==' ? { field: left.name, operator: right.value ? 'yes' : 'no' } : null;
  const name = ({ '==': 'is', '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte' } as const)[operator as '=='];
  return name ? { field: left.name, operator: name, value: right.value } : null;
}

function daysFrom(node: Node, clock: string): number | null {
  if (node.kind !== 'call') return null;
  if (node.name === clock && node.args.length === 0) return 0;
  const [base, count, unit] = node.args;
  const fits =
    node.name === 'dateAdd' && base?.kind === 'call' && base.name === clock && unit?.kind === 'literal' && unit.value === 'day';
  return fits && count?.kind === 'literal' && typeof count.value === 'number' ? count.value : null;
}
