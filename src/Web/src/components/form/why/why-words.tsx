import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BinaryNode, ExpressionNode, LiteralNode } from '@/api/expression';
import type { Condition } from '@/api/types';
import { countedFromToday, operatorOf } from '@/components/condition/condition-rule';
import { Days } from '@/components/condition/condition-sentence';
import { FieldView } from '@/fields/field-view';
import type { Field } from '@/lib/form-model';
import { boundsOf, isBlank, keyOfScope } from '@/lib/rules';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { labelOf } from './why-inputs';

type Members = ReadonlyMap<string, Field>;

const signs: Record<BinaryNode['operator'], string> = {
  '+': '+', '-': '−', '*': '×', '/': '÷', '%': 'mod', '==': '=', '!=': '≠', '<': '<', '<=': '≤', '>': '>', '>=': '≥',
}; // prettier-ignore
const asked = ['contains', 'startsWith', 'includes'];

/** How tightly a node binds; what binds looser than its place needs parentheses. */
function strength(node: ExpressionNode): number {
  if (node.kind === 'conditional') return 0;
  if (node.kind === 'logical') return node.operator === '||' ? 1 : 2;
  if (node.kind === 'unary') return 6;
  if (node.kind !== 'binary')
    return node.kind === 'call' && (asked.includes(node.function) || node.function === 'isBlank') ? 3 : 7;
  if (node.operator === '+' || node.operator === '-') return 4;
  return ['*', '/', '%'].includes(node.operator) ? 5 : 3;
}

/** An expression with the labels of its fields and signs instead of code. */
export function Words({ node, members }: { node: ExpressionNode; members: Members }): ReactNode {
  const { t } = useTranslation();
  const word = (child: ExpressionNode, least = 0) =>
    strength(child) < least ? (
      <>
        (<Words node={child} members={members} />)
      </>
    ) : (
      <Words node={child} members={members} />
    );
  switch (node.kind) {
    case 'literal':
      return <Literal node={node} />;
    case 'member':
      return <strong>{labelOf(node.path, members, t)}</strong>;
    case 'unary':
      return node.operator === '!' ? (
        <>
          {t('why.not')} {word(node.operand, 4)}
        </>
      ) : (
        <>−{word(node.operand, 6)}</>
      );
    case 'logical': {
      const own = strength(node);
      return (
        <>
          {word(node.left, own)} {t(node.operator === '&&' ? 'condition.and' : 'condition.or')} {word(node.right, own)}
        </>
      );
    }
    case 'binary': {
      const own = strength(node);
      return (
        <>
          {side(node.left, node.right) ?? word(node.left, own)} {signs[node.operator]}{' '}
          {side(node.right, node.left) ?? word(node.right, own + 1)}
        </>
      );
    }
    case 'conditional':
      return (
        <>
          {t('why.if')} {word(node.test, 1)} {t('why.then')} {word(node.whenMet, 1)} {t('why.else')} {word(node.otherwise, 1)}
        </>
      );
    case 'list':
      return <>{commas(node.items.map((item) => word(item)))}</>;
    case 'aggregate':
      return <code>{`${node.function}(${node.list}${node.path ? `.${node.path}` : ''})`}</code>;
    case 'call':
      if (node.function === 'today' || node.function === 'now') return <>{t(`why.${node.function}`)}</>;
      if (node.function === 'isBlank' && node.arguments[0])
        return (
          <>
            {word(node.arguments[0], 4)} {t('condition.op.blank')}
          </>
        );
      if (asked.includes(node.function) && node.arguments[0] && node.arguments[1])
        return (
          <>
            {word(node.arguments[0], 4)} {t(`condition.op.${node.function}`)}{' '}
            {side(node.arguments[1], node.arguments[0]) ?? word(node.arguments[1], 4)}
          </>
        );
      if (node.function === 'hasRole' && node.arguments[0]) return <>{t('why.hasRole', { role: roleIn(node.arguments[0]) })}</>;
      if (node.function === 'coalesce')
        return (
          <>
            ({node.arguments.map((item, index) => <Fragment key={index}>{index > 0 && <> {t('why.orElse')} </>}{word(item, 1)}</Fragment>)})
          </>
        ); // prettier-ignore
      return (
        <>
          {node.function}({commas(node.arguments.map((item) => word(item)))})
        </>
      );
  }

  // A key compared with a choice is called as the choice is.
  function side(literal: ExpressionNode, other: ExpressionNode): ReactNode {
    const field = other.kind === 'member' ? members.get(other.path) : undefined;
    if (literal.kind !== 'literal' || typeof literal.value !== 'string' || !field) return null;
    const isMany = field.type === 'multiSelect';
    return (
      <strong>
        <FieldView field={field} value={isMany ? [literal.value] : literal.value} compact />
      </strong>
    );
  }
}

const roleIn = (node: ExpressionNode) => (node.kind === 'literal' ? String(node.value) : '');
const commas = (items: ReactNode[]) => items.map((item, index) => <Fragment key={index}>{index > 0 && ', '}{item}</Fragment>); // prettier-ignore

function Literal({ node }: { node: LiteralNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { value } = node;
  if (value === null) return <>{t('why.blank')}</>;
  if (typeof value === 'boolean') return <>{t(value ? 'field.yes' : 'field.no')}</>;
  return <>{typeof value === 'number' ? format.number(value, 15) : `“${value}”`}</>;
}

/** A condition of a layout that rows cannot show. */
export function ConditionWords({ condition, fields }: { condition: Condition; fields: Members }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  if ('scope' in condition) {
    const key = keyOfScope(condition.scope);
    const field = fields.get(key);
    const limits = boundsOf(condition.schema);
    const counted = countedFromToday(limits);
    const values = condition.schema.enum ?? ('const' in condition.schema || limits.length === 0 ? [condition.schema.const] : []);
    const shown = (value: unknown) => {
      if (isBlank(value)) return t('why.blank');
      const option = field?.x.options?.find((item) => item.key === value);
      if (typeof value === 'boolean') return t(value ? 'field.yes' : 'field.no');
      return option ? text(option.title, option.key) : String(value);
    };
    return (
      <>
        <strong>{field?.label ?? key}</strong>{' '}
        {values.length > 0 && (
          <>
            {t(values.length > 1 ? 'condition.op.oneOf' : 'condition.op.is')} <strong>{values.map(shown).join(', ')}</strong>
          </>
        )}
        {counted && (
          <>
            {values.length > 0 && ` ${t('condition.and')} `}
            {t(`condition.op.${counted.operator}`)}{' '}
            <strong>
              <Days operator={counted.operator} days={counted.value} />
            </strong>
          </>
        )}
        {(counted ? [] : limits).map(({ name, limit }, index) => (
          <Fragment key={name}>
            {(values.length > 0 || index > 0) && ` ${t('condition.and')} `}
            {t(`condition.op.${operatorOf(name)}`)} <strong>{shown(limit)}</strong>
          </Fragment>
        ))}
      </>
    );
  }
  if (condition.type === 'NOT') {
    const inner = condition.conditions ?? (condition.condition ? [condition.condition] : []);
    return (
      <>
        {t('why.not')} ({inner.map((item, index) => <ConditionWords key={index} condition={item} fields={fields} />)})
      </>
    ); // prettier-ignore
  }
  const word = t(condition.type === 'AND' ? 'condition.and' : 'condition.or');
  return condition.conditions.map((item, index) => (
    <Fragment key={index}>
      {index > 0 && ` ${word} `}(<ConditionWords condition={item} fields={fields} />)
    </Fragment>
  ));
}
