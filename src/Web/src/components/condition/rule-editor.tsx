import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LayoutRule } from '@/api/types';
import type { Field } from '@/lib/form-model';
import { ConditionBuilder } from './condition-builder';
import type { ConditionModel } from './condition-model';
import { fromRule, toRule } from './condition-rule';
import { ConditionSentence } from './condition-sentence';

type Props = { fields: readonly Field[]; rule: LayoutRule | undefined; onChange: (rule: LayoutRule | undefined) => void };
const none: ConditionModel = { join: 'and', rows: [] };

/** When a part of a form is shown; a rule that rows cannot say is kept until it is replaced. */
export function RuleEditor({ fields, rule, onChange }: Props) {
  const { t } = useTranslation();
  const [model, setModel] = useState<ConditionModel | null>(() => (rule ? fromRule(rule, fields) : none));
  const written = useRef(JSON.stringify(rule));
  useEffect(() => {
    const text = JSON.stringify(rule);
    if (text === written.current) return;
    written.current = text;
    setModel(rule ? fromRule(rule, fields) : none);
  }, [rule, fields]);
  if (model === null)
    return (
      <div className="condition-editor">
        <p className="second">{t('condition.foreignRule')}</p>
        <code className="condition-source">{JSON.stringify(rule)}</code>
        <Button size="small" onClick={() => onChange(undefined)}>
          {t('condition.replaceRule')}
        </Button>
      </div>
    );
  return (
    <div className="condition-editor">
      <ConditionBuilder
        fields={fields}
        model={model}
        rulesOnly
        onChange={(next) => {
          setModel(next);
          const made = toRule(next, rule?.effect);
          written.current = JSON.stringify(made);
          onChange(made);
        }}
      />
      <ConditionSentence model={model} fields={fields} />
      {rule && <code className="condition-source">{JSON.stringify(rule.condition)}</code>}
      {rule && rule.effect !== 'SHOW' && <p className="second">{t(`condition.effect.${rule.effect}`)}</p>}
    </div>
  );
}
