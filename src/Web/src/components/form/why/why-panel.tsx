import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Expression } from '@/api/expression';
import type { LayoutRule } from '@/api/types';
import { fromExpression } from '@/components/condition/condition-expression';
import { fromRule } from '@/components/condition/condition-rule';
import { ConditionSentence } from '@/components/condition/condition-sentence';
import { useMembers } from '@/components/filter/use-members';
import { keysOf } from '@/lib/rules';
import { useFormContext } from '../form-context';
import type { Hidden } from './hidden-fields';
import { Inputs } from './why-inputs';
import type { Reason } from './why-reason';
import { ConditionWords, Words } from './why-words';

/** Names the rule that locks or computes a field, and what it read. */
export function WhyPanel({ label, reason }: { label: string; reason: Reason }) {
  const { t } = useTranslation();
  return (
    <>
      <strong className="why-title">{label}</strong>
      {reason.kind === 'layout' ? (
        <LayoutReason rule={reason.rule} />
      ) : reason.kind === 'formula' || reason.kind === 'locked' ? (
        <ExpressionReason kind={reason.kind} expression={reason.expression} />
      ) : (
        <p>{t(`why.${reason.kind}`)}</p>
      )}
    </>
  );
}

function ExpressionReason({ kind, expression }: { kind: 'formula' | 'locked'; expression: Expression | undefined }) {
  const { t } = useTranslation();
  const { model } = useFormContext();
  const members = useMembers(model.key);
  const fields = useMemo(() => [...members.values()], [members]);
  const rows = useMemo(
    () => (expression && kind === 'locked' ? fromExpression(expression.source, fields) : null),
    [expression, kind, fields],
  );
  if (!expression) return <p>{t(`why.${kind}Server`)}</p>;
  return (
    <>
      <p>{t(`why.${kind}`)}</p>
      {rows ? (
        <ConditionSentence model={rows} fields={fields} />
      ) : (
        <p className="why-words">
          {kind === 'locked' && <>{t('condition.when')} </>}
          <Words node={expression.root} members={members} />
        </p>
      )}
      <Inputs expression={expression} members={members} />
    </>
  );
}

function LayoutReason({ rule }: { rule: LayoutRule }) {
  const { t } = useTranslation();
  const { model } = useFormContext();
  const fields = useMemo(() => [...model.fields.values()], [model]);
  const rows = useMemo(() => fromRule(rule, fields), [rule, fields]);
  return (
    <>
      <p>{t(`why.effect.${rule.effect}`)}</p>
      {rows ? (
        <ConditionSentence model={rows} fields={fields} />
      ) : (
        <p className="why-words">
          {t('condition.when')} <ConditionWords condition={rule.condition} fields={model.fields} />
        </p>
      )}
      <Inputs paths={[...new Set(keysOf(rule.condition))]} members={model.fields} />
    </>
  );
}

/** Which fields of the form are hidden now, each with its rule. */
export function HiddenPanel({ hidden }: { hidden: Hidden[] }) {
  const { model } = useFormContext();
  // Fields that one rule hides together are told together.
  const groups = new Map<LayoutRule, string[]>();
  for (const { key, rule } of hidden) groups.set(rule, [...(groups.get(rule) ?? []), model.fields.get(key)?.label ?? key]);
  return [...groups].map(([rule, labels], index) => (
    <section key={index} className="why-hidden">
      {labels.map((label) => (
        <strong key={label} className="why-title">
          {label}
        </strong>
      ))}
      <LayoutReason rule={rule} />
    </section>
  ));
}
