import { memo, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldView } from '@/fields/field-view';
import { fieldType } from '@/fields/registry';
import type { Field } from '@/lib/form-model';
import { useText } from '@/lib/text';
import { DuplicateHint } from './duplicate-hint';
import { DisabledContext, useFieldError, useFieldValue, useFormContext } from './form-context';

/** One labelled field; renders again only when its own value or problem changes. */
export const Control = memo(function Control({ field, span, required }: { field: Field; span?: number; required?: boolean }) {
  const { store, model, idPrefix, alsoRequired } = useFormContext();
  const { t } = useTranslation();
  const text = useText();
  const value = useFieldValue(store, field.key);
  const error = useFieldError(store, field.key);
  const disabled = useContext(DisabledContext);
  const type = fieldType(field.type);
  const id = `${idPrefix}-${field.key}`;
  const help = text(field.x.help);
  const must = required ?? (field.required || alsoRequired?.has(field.key));
  const wide = span === 2 || (span === undefined && type.wide);
  const shownOnly = (field.readOnly && field.type !== 'autoNumber') || (field.type === 'stage' && !required);
  const compared = !shownOnly && store.isTyped(field.key) && model.document['x-form'].duplicates?.includes(field.key);

  return (
    <div className={`control${wide ? ' wide' : ''}${error ? ' invalid' : ''}`} data-field={field.key}>
      {shownOnly ? (
        <span className="control-label" id={`${id}-label`}>
          {field.label}
        </span>
      ) : (
        <label className="control-label" htmlFor={id}>
          {field.label}
          {must && <i className="required" title={t('form.required')} />}
        </label>
      )}
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
