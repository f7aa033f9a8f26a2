import { Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '@/api/roles';
import type { Fault } from '@/api/types';
import { choiceOf, scopeChoices, scopeOf, type ScopeChoice } from './role-model';

type Props = {
  label: string;
  scope: Scope | undefined;
  locked: boolean;
  /** A condition is about the fields of one form. */
  isOthers: boolean;
  fault?: Fault;
  onChange: (scope: Scope) => void;
};

/** Which records, as a sentence; a condition is typed beneath it and says where it is wrong. */
export function ScopeSelect({ label, scope, locked, isOthers, fault, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const choice = choiceOf(scope);
  const names = Array.isArray(scope) ? scope.map((name) => t(`roles.scope.${name}`)).join(t('filter.orValue')) : '';
  const when = typeof scope === 'object' && !Array.isArray(scope) ? scope.when : '';
  const position = typeof fault?.params?.['position'] === 'number' ? fault.params['position'] : null;
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
          ...scopeChoices
            .filter((name) => name !== 'when' || !isOthers)
            .map((name) => ({ value: name as ScopeChoice, label: t(`roles.scope.${name}`) })),
          ...(choice === 'other' ? [{ value: 'other' as const, label: names }] : []),
        ]}
        onChange={(next) => next !== 'other' && onChange(scopeOf(next))}
      />
      {choice === 'when' && (
        <Input.TextArea
          className="roles-condition"
          autoSize
          aria-label={t('roles.condition', { what: label })}
          aria-describedby={fault ? id : undefined}
          status={fault ? 'error' : undefined}
          disabled={locked}
          value={when}
          placeholder={t('roles.conditionExample')}
          onChange={(event) => onChange({ when: event.target.value })}
        />
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
    </>
  );
}
