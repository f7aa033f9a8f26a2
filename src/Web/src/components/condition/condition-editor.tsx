import { Button } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '@/lib/form-model';
import { ConditionBuilder } from './condition-builder';
import { fromExpression, toExpression } from './condition-expression';
import type { ConditionModel } from './condition-model';
import { ConditionSentence } from './condition-sentence';

type Props = {
  fields: readonly Field[];
  source: string | undefined;
  onChange: (source: string | undefined) => void;
  /** Draws the text of an expression, for conditions that rows cannot show. */
  editor: (source: string, onChange: (source: string | undefined) => void) => ReactNode;
};
const none: ConditionModel = { join: 'and', rows: [] };

/** A condition kept as an expression: in rows where rows can say it, else as text. */
export function ConditionEditor({ fields, source, onChange, editor }: Props) {
  const { t } = useTranslation();
  const [model, setModel] = useState<ConditionModel | null>(() => (source ? fromExpression(source, fields) : none));
  const [asText, setAsText] = useState(model === null);
  const written = useRef(source);
  useEffect(() => {
    // What comes from elsewhere (undo, another field) is read anew; one's own half-filled rows stay.
    if (source === written.current) return;
    written.current = source;
    const read = source ? fromExpression(source, fields) : none;
    setModel(read);
    setAsText(read === null);
  }, [source, fields]);

  const tell = (next: string | undefined) => {
    written.current = next;
    onChange(next);
  };
  const readable = source ? fromExpression(source, fields) : none;
  return (
    <div className="condition-editor">
      {asText || model === null ? (
        <>
          {editor(source ?? '', tell)}
          {readable ? (
            <Button
              type="link"
              size="small"
              onClick={() => {
                setModel(readable);
                setAsText(false);
              }}
            >
              {t('condition.asRows')}
            </Button>
          ) : (
            <p className="second">{t('condition.onlyText')}</p>
          )}
        </>
      ) : (
        <>
          <ConditionBuilder
            fields={fields}
            model={model}
            onChange={(next) => {
              setModel(next);
              tell(toExpression(next, fields));
            }}
          />
          <ConditionSentence model={model} fields={fields} />
          {source && <code className="condition-source">{source}</code>}
          <Button type="link" size="small" onClick={() => setAsText(true)}>
            {t('condition.asText')}
          </Button>
        </>
      )}
    </div>
  );
}
