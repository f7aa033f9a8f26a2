import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCreateRecord } from '@/api/records';
import type { FormDocument } from '@/api/types';
import { useReport } from '@/components/use-report';
import { today } from '@/lib/dates';
import { fieldTitle, useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { pointerTo } from './record-api';

/** Logs one thing: its kind, a sentence, Enter. Which fields these are, the form's `timeline.summary` says. */
export function LogLine({
  document,
  form,
  id,
  onSaved,
}: {
  document: FormDocument;
  form: string;
  id: number;
  onSaved?: () => void;
}) {
  const { t } = useTranslation();
  const text = useText();
  const { language } = useFormat();
  const navigate = useNavigate();
  const report = useReport();
  const create = useCreateRecord(document.$id);
  const [kind, setKind] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const meta = document['x-form'];
  const summary = [...(meta.timeline?.summary ?? []), meta.recordTitle];
  const typeOf = (key: string) => document.properties[key]?.['x-field'].type;
  const kindKey = summary.find((key) => typeOf(key) === 'select');
  const textKey = summary.find((key) => typeOf(key) === 'text' || typeOf(key) === 'longText') ?? meta.recordTitle;
  const kinds = kindKey ? (document.properties[kindKey]?.['x-field'].options ?? []).filter((option) => !option.hidden) : [];

  const kindTitle = kindKey ? fieldTitle(document.properties[kindKey], kindKey, language) : '';
  const kindMissing = kindKey !== undefined && kind === null && document.required?.includes(kindKey) === true;

  const values = () => {
    const by = meta.timeline?.by ?? '';
    const at = meta.timeline?.at;
    return {
      [by]: pointerTo(document.properties[by], form, id),
      ...(at && typeOf(at) === 'date' ? { [at]: today() } : {}),
      ...(at && typeOf(at) === 'dateTime' ? { [at]: new Date().toISOString() } : {}),
      ...(kindKey && kind ? { [kindKey]: kind } : {}),
      ...(note.trim() ? { [textKey]: note } : {}),
    };
  };
  const save = () => {
    if (!note.trim() || create.isPending) return;
    setAsked(kindMissing);
    if (kindMissing) return;
    create.mutate(
      { values: values() },
      {
        onError: report,
        onSuccess: () => {
          setNote('');
          setKind(null);
          onSaved?.();
        },
      },
    );
  };
  const label = fieldTitle(document.properties[textKey], textKey, language);
  return (
    <div className="composer-line">
      {kinds.length > 0 && (
        <div className="composer-kinds" role="group" aria-label={kindTitle}>
          {kinds.map((option) => (
            <button
              key={option.key}
              type="button"
              aria-pressed={kind === option.key}
              onClick={() => setKind(kind === option.key ? null : option.key)}
            >
              {text(option.title, option.key)}
            </button>
          ))}
        </div>
      )}
      {asked && kindMissing && (
        <div className="control-error" role="alert">
          {t('form.problemAt', { field: kindTitle, message: t('form.required') })}
        </div>
      )}
      <Input.TextArea
        aria-label={label}
        placeholder={label}
        autoSize={{ minRows: 1, maxRows: 8 }}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={(event) => {
          // Enter also ends the choice of a Chinese word; only a plain Enter saves.
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          save();
        }}
      />
      <div className="composer-actions">
        <Button
          type="text"
          onClick={() => void navigate({ to: '.', search: (before) => ({ ...before, new: document.$id, preset: values() }) })}
        >
          {t('form.allFields')}
        </Button>
        <Button disabled={!note.trim()} loading={create.isPending} onClick={save}>
          {t('common.save')}
        </Button>
      </div>
    </div>
  );
}
