import { Button, Select } from 'antd';
import { Pencil } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '@/api/roles';
import type { Fault } from '@/api/types';
import { ConditionDialog } from './condition-dialog';
import { choiceOf, others, scopeChoices, scopeOf, type ScopeChoice } from './role-model';

type Props = {
  form: string;
  /** Of the form and the action. */
  label: string;
  scope: Scope | undefined;
  locked: boolean;
  fault?: Fault;
  onChange: (scope: Scope) => void;
};

/** Which records, as a sentence; a condition is made in a dialog of its own and says where it is wrong. */
export function ScopeSelect({ form, label, scope, locked, fault, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [isEditing, setEditing] = useState(false);
  const choice = choiceOf(scope);
  const names = Array.isArray(scope) ? scope.map((name) => t(`roles.scope.${name}`)).join(t('filter.orValue')) : '';
  const when = typeof scope === 'object' && !Array.isArray(scope) ? scope.when : '';
  const position = typeof fault?.params?.['position'] === 'number' ? fault.params['position'] : null;
  const choose = (next: ScopeChoice) => {
    if (next === 'other') return;
    onChange(scopeOf(next));
    if (next === 'when') setEditing(true);
  };
  return (
    <>
      <Select<ScopeChoice>
        className="roles-scope"
        popupMatchSelectWidth={false}
        aria-label={label}
        disabled={locked}
        value={choice}
        status={fault ? 'error' : undefined}
        options={[
          // A condition is about the fields of one form.
          ...scopeChoices
            .filter((name) => name !== 'when' || form !== others)
            .map((name) => ({ value: name as ScopeChoice, label: t(`roles.scope.${name}`) })),
          ...(choice === 'other' ? [{ value: 'other' as const, label: names }] : []),
        ]}
        onChange={choose}
      />
      {choice === 'when' && (
        <div className="roles-condition">
          {when ? <code>{when}</code> : <span className="second">{t('roles.noCondition')}</span>}
          {!locked && (
            <Button
              type="link"
              size="small"
              icon={<Pencil size={12} />}
              aria-label={`${t('roles.editCondition')} · ${label}`}
              aria-describedby={fault ? id : undefined}
              onClick={() => setEditing(true)}
            >
              {t('roles.editCondition')}
            </Button>
          )}
        </div>
      )}
      {fault && (
        <p id={id} className="roles-fault">
          {position !== null && when.length > position && (
            <code>
              {when.slice(0, position)}
              <mark>{when.slice(position)}</mark>
            </code>
          )}
          {fault.message}
        </p>
      )}
      {isEditing && (
        <ConditionDialog
          form={form}
          title={label}
          when={when}
          onChange={(next) => onChange({ when: next })}
          onClose={() => setEditing(false)}
        />
      )}
    </>
  );
}
