import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { useFormContext, useFormProblems } from './form-context';

type Props = { saving: boolean; saveLabel: string; onSave: () => void; onCancel: () => void; extra?: ReactNode };

/** Sticks to the bottom of the form: how many problems, where they are, and the way out. */
export function SaveBar({ saving, saveLabel, onSave, onCancel, extra }: Props) {
  const { t } = useTranslation();
  const { store, model, idPrefix } = useFormContext();
  const problems = useFormProblems(store);
  const jump = (key: string) => {
    const target = document.getElementById(`${idPrefix}-${key}`);
    target?.scrollIntoView({ block: 'center' });
    target?.focus();
  };
  return (
    <div className="save-bar">
      <div className="save-problems" role="status">
        {problems.length > 0 && <strong>{t('form.problems', { count: problems.length })}</strong>}
        {problems.map(({ key, message }) => {
          const field = model.fields.get(key);
          return field && document.getElementById(`${idPrefix}-${key}`) ? (
            <button key={key} type="button" className="link" onClick={() => jump(key)}>
              {field.label}
            </button>
          ) : (
            <span key={key}>{field ? t('form.problemAt', { field: field.label, message }) : message}</span>
          );
        })}
      </div>
      {extra}
      <Button onClick={onCancel}>{t('common.cancel')}</Button>
      <Button type="primary" loading={saving} onClick={onSave}>
        {saveLabel}
      </Button>
    </div>
  );
}
