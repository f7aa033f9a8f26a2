import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '@/api/imports';
import type { FormModel } from '@/lib/form-model';
import { columnTemplate, composed, type Choices } from './choices';
import { composeText } from './template';

type Props = { model: FormModel; choices: Choices; preview: ImportPreview; onChange: (choices: Choices) => void };

/** A required text that no column holds is put together from others, with the first row as an example. */
export function TemplateLines({ model, choices, preview, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const row = preview.rows[0] ?? [];
  const cellOf = (column: string) => row[choices.columns.findIndex((choice) => choice.column === column)] ?? '';
  return composed(choices, model.fields).map((field) => {
    const template = choices.templates[field.key] ?? '';
    const set = (text: string) => onChange({ ...choices, templates: { ...choices.templates, [field.key]: text } });
    const example = composeText(columnTemplate(choices, template), cellOf);
    return (
      <section key={field.key} className="import-part">
        <label htmlFor={id + field.key}>
          <strong>{t('import.compose', { field: field.label })}</strong>
        </label>
        <p className="second">{t('import.composeHint', { field: field.label })}</p>
        <Input
          id={id + field.key}
          value={template}
          aria-required={field.required}
          placeholder="{account} · {product}"
          onChange={(event) => set(event.target.value)}
        />
        <p className="import-chips">
          {choices.columns.map(
            (choice) =>
              choice.field !== null && (
                <button
                  key={choice.column}
                  type="button"
                  className="insert-chip"
                  onClick={() => set(`${template}${template && !/[\s·\-/]$/.test(template) ? ' · ' : ''}{${choice.field}}`)}
                >
                  + {model.fields.get(choice.field)?.label}
                </button>
              ),
          )}
        </p>
        {example && <p className="second">{t('import.example', { text: example })}</p>}
      </section>
    );
  });
}
