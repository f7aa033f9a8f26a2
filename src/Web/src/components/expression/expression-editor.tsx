import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, get } from '@/api/client';
import { checkExpression, functionsQuery, type ExpressionCheck, type ExpressionUse } from '@/api/definitions';
import type { FormDocument, RecordPage } from '@/api/types';
import { LazyCodeEditor } from '@/components/code/lazy-code-editor';
import { FieldView } from '@/fields/field-view';
import type { Field } from '@/lib/form-model';
import './expression.css';

type Props = {
  form: string;
  /** The form as it is being designed; without it the published one is asked. */
  document?: FormDocument;
  fields: readonly Field[];
  use: ExpressionUse;
  /** Whose value it becomes. */
  field?: Field;
  /** Whether there are records to try it on. */
  hasRecords: boolean;
  label: string;
  value: string;
  onChange: (value: string) => void;
};

/** An expression with completion of fields and functions, the server's verdict at its place, and what it gives on a record. */
export function ExpressionEditor({ form, document, fields, use, field, hasRecords, label, value, onChange }: Props) {
  const { t } = useTranslation();
  const functions = useQuery(functionsQuery).data;
  const sample = useSample(form, hasRecords);
  const [verdict, setVerdict] = useState<ExpressionCheck | null>(null);
  const asked = useRef<AbortController>(null);
  const completions = useMemo(
    () => [
      ...fields.map((item) => ({ label: item.key, detail: item.label, type: 'variable' })),
      ...(functions ?? []).map((item) => ({
        label: item.name,
        apply: `${item.name}(`,
        detail: item.signature,
        type: 'function',
      })),
    ],
    [fields, functions],
  );
  const lint = async (text: string) => {
    asked.current?.abort();
    if (text.trim() === '') {
      setVerdict(null);
      return [];
    }
    const control = new AbortController();
    asked.current = control;
    try {
      const answer = await checkExpression(
        { form, document, expression: text, use, field: field?.key, recordId: sample?.id },
        control.signal,
      );
      setVerdict(answer);
      return answer.errors.map((error) => {
        const from = Math.min(error.at, Math.max(0, text.length - 1));
        return {
          from,
          to: Math.min(text.length, from + Math.max(1, wordAt(text, from))),
          severity: 'error' as const,
          message: error.message,
        };
      });
    } catch (error) {
      // Without an answer there is no verdict; publishing asks again.
      if (error instanceof ApiError || (error instanceof DOMException && error.name === 'AbortError')) return [];
      throw error;
    }
  };
  const isGood = verdict !== null && verdict.errors.length === 0 && value.trim() !== '';
  return (
    <div className="expression-editor">
      <LazyCodeEditor
        language="expression"
        label={label}
        value={value}
        onChange={onChange}
        completions={completions}
        lint={lint}
        lintKey={`${use} ${field?.type} ${sample?.id}`}
      />
      <div className="expression-verdict" aria-live="polite">
        {value.trim() !== '' &&
          verdict?.errors.map((error, index) => (
            <p key={index} className="control-error">
              {error.message}
            </p>
          ))}
        {isGood && (
          <p className="second">
            {t('expression.gives', { type: t(`expressionType.${verdict.type ?? 'blank'}`) })}
            {sample && 'value' in verdict && (
              <>
                {' · '}
                {t('expression.onSample', { record: sample.title })}{' '}
                <strong>{field ? <FieldView field={field} value={verdict.value} /> : shown(verdict.value, t)}</strong>
              </>
            )}
          </p>
        )}
      </div>
    </div>
  );
}

const wordAt = (text: string, from: number) => /^[\w.]+/.exec(text.slice(from))?.[0].length ?? 1;
const shown = (value: unknown, t: (key: string) => string) =>
  value === null ? '–' : typeof value === 'boolean' ? t(value ? 'field.yes' : 'field.no') : String(value);

/** The newest record that the caller may read. */
function useSample(form: string, enabled: boolean) {
  const { data } = useQuery({
    queryKey: ['sample-record', form],
    queryFn: async ({ signal }) => {
      const page = await get<RecordPage>(`/api/forms/${form}/records`, { limit: 1, sort: '-updatedAt' }, signal);
      return page.items[0] ?? null;
    },
    enabled,
    staleTime: 60_000,
    retry: false,
  });
  return data ? { id: data.id, title: String(data['name'] ?? data['title'] ?? data['subject'] ?? `#${data.id}`) } : undefined;
}
