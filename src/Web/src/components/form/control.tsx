import { lazy, memo, Suspense, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldView } from '@/fields/field-view';
import { fieldType } from '@/fields/registry';
import type { Field } from '@/lib/form-model';
import { useText } from '@/lib/text';
import { DuplicateHint } from './duplicate-hint';
import { DisabledContext, useFieldState, useFormContext } from './form-context';
import { WhyButton } from './why/why-button';
import { reasonOf, type Reason } from './why/why-reason';

const WhyPanel = lazy(() => import('./why/why-panel').then((part) => ({ default: part.WhyPanel })));

/** One labelled field; renders again only when its own value, problem or rules change. */
export const Control = memo(function Control({ field, span, required }: { field: Field; span?: number; required?: boolean }) {
  const { store, model, idPrefix, alsoRequired, rules } = useFormContext();
  const { t } = useTranslation();
  const text = useText();
  const state = useFieldState(store, field.key);
  const { value, error } = state;
  const disabledBy = useContext(DisabledContext);
  const disabled = disabledBy !== null;
  const type = fieldType(field.type);
  const id = `${idPrefix}-${field.key}`;
  const must = required ?? (field.required || alsoRequired?.has(field.key) || state.required);
  const wide = span === 2 || (span === undefined && type.wide);
  const neverTyped = (field.readOnly && field.type !== 'autoNumber') || (field.type === 'stage' && !required);
  const shownOnly = neverTyped || state.locked;
  // Who creates a record owns it: said where somebody else could be chosen and nobody is.
  const isYours = field.key === 'owner' && !shownOnly && store.id() === undefined && (value === undefined || value === null);
  const help = text(field.x.help) || (isYours ? t('form.ownerIsYou') : '');
  const compared = !shownOnly && store.isTyped(field.key) && model.document['x-form'].duplicates?.includes(field.key);
  const reason = shownOnly || disabled || field.readOnly ? reasonOf(field, model, rules, state.locked, disabledBy) : null;

  return (
    <div className={`control${wide ? ' wide' : ''}${error ? ' invalid' : ''}`} data-field={field.key}>
      <div className="control-head">
        {shownOnly ? (
          <span className="control-label" id={`${id}-label`}>
            {field.label}
          </span>
        ) : (
          <label className="control-label" id={`${id}-label`} htmlFor={id}>
            {field.label}
            {must && <i className="required" title={t('form.required')} />}
          </label>
        )}
        {reason && <Why label={field.label} labelId={`${id}-label`} reason={reason} />}
      </div>
      {shownOnly ? (
        <div className="control-view" aria-labelledby={`${id}-label`} role="group">
          <FieldView field={field} value={value} />
        </div>
      ) : (
        <type.Input
          field={field}
          value={value}
          id={id}
          disabled={disabled}
          required={must}
          invalid={error !== undefined}
          describedBy={error || help ? `${id}-note` : undefined}
          onChange={(next) => store.set(field.key, next)}
          onProblem={(message) => store.setUnreadable(field.key, message)}
        />
      )}
      {compared && !disabled && <DuplicateHint form={model.key} field={field.key} value={value} except={store.id()} />}
      {(error || help) && (
        <div id={`${id}-note`} className={error ? 'control-error' : 'control-help'}>
          {error ?? help}
        </div>
      )}
    </div>
  );
});

const Why = ({ label, labelId, reason }: { label: string; labelId: string; reason: Reason }) => (
  <WhyButton describedBy={labelId}>
    {() => (
      <Suspense>
        <WhyPanel label={label} reason={reason} />
      </Suspense>
    )}
  </WhyButton>
);
