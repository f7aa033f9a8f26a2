import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, get } from '@/api/client';
import { checkExpression, type ExpressionCheck, type ExpressionUse } from '@/api/definitions';
import type { FormDocument, RecordPage } from '@/api/types';
import { LazyCodeEditor } from '@/components/code/lazy-code-editor';
import { FieldView } from '@/fields/field-view';
import { RecordSelect } from '@/fields/relation/record-select';
import type { Field } from '@/lib/form-model';
import './expression.css';
import { useCompletion } from './use-completion';

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
  const sample = useSample(form, hasRecords);
  const [verdict, setVerdict] = useState<ExpressionCheck | null>(null);
  const asked = useRef<AbortController>(null);
  const complete = useCompletion(form, fields, document);
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
        { form, document, expression: text, use, field: field?.key, recordId: sample.id },
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
        complete={complete}
        lint={lint}
        lintKey={`${use} ${field?.type} ${sample.id}`}
      />
      <div className="expression-verdict" aria-live="polite">
        {value.trim() !== '' &&
          verdict?.errors.map((error, index) => (
            <p key={index} className="control-error">
              {error.message}
            </p>
          ))}
        {isGood && <p className="second">{t('expression.gives', { type: t(`expressionType.${verdict.type ?? 'blank'}`) })}</p>}
        {isGood && sample.lack && <p className="second">{t(`expression.${sample.lack}`)}</p>}
        {isGood && sample.id !== undefined && (
          <div className="expression-sample">
            <span className="second">{t('expression.sample')}</span>
            <RecordSelect
              form={form}
              label={t('expression.sample')}
              chosen={[sample.id]}
              onPick={([choice]) => sample.choose(choice ? Number(choice.value) : undefined)}
            />
            {'value' in verdict && (
              <strong>{field ? <FieldView field={field} value={verdict.value} /> : shown(verdict.value, t)}</strong>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

const wordAt = (text: string, from: number) => /^[\w.]+/.exec(text.slice(from))?.[0].length ?? 1;
const shown = (value: unknown, t: (key: string) => string) =>
  value === null ? '–' : typeof value === 'boolean' ? t(value ? 'field.yes' : 'field.no') : String(value);

/** The record on which it is tried: the newest that the caller may read until another is chosen; else what is lacking. */
function useSample(form: string, hasRecords: boolean) {
  const [chosen, choose] = useState<number>();
  const { data } = useQuery({
    queryKey: ['sample-record', form],
    queryFn: async ({ signal }) => {
      const page = await get<RecordPage>(`/api/forms/${form}/records`, { limit: 1, sort: '-updatedAt' }, signal);
      return page.items[0]?.id ?? null;
    },
    enabled: hasRecords,
    staleTime: 60_000,
    retry: false,
  });
  const lack = !hasRecords ? ('notPublished' as const) : data === null ? ('noRecord' as const) : undefined;
  return { id: chosen ?? data ?? undefined, choose, lack };
}
