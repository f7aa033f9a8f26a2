import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePipelinesOf } from '@/api/forms';
import { useSession } from '@/api/session';
import type { FieldChange, TimelineItem } from '@/api/timeline';
import type { RecordData } from '@/api/types';
import { useReport } from '@/components/use-report';
import { FieldView } from '@/fields/field-view';
import { TextView } from '@/fields/text/view';
import { useFormModel, type Field, type FormModel } from '@/lib/form-model';
import { readMentions } from '@/lib/mentions';
import { isBlank } from '@/lib/rules';
import { stageOf, usePipeline } from '@/lib/stage';
import { useText } from '@/lib/text';
import { useDeleteComment } from './record-api';
import { FileLink } from './file-link';

type Props = { model: FormModel; record: number; item: TimelineItem };

export function EventBody({ model, record, item }: Props) {
  switch (item.kind) {
    case 'moved':
      return <Moved model={model} item={item} />;
    case 'changed':
      return item.changes?.length ? <Changes model={model} changes={item.changes} /> : null;
    case 'comment':
      return <Comment model={model} record={record} item={item} />;
    case 'activity':
      return item.form && item.record ? <Logged form={item.form} record={item.record} /> : null;
    case 'file':
      return item.file ? <FileLink file={item.file} /> : null;
    default:
      return item.text ? <p className="multiline">{item.text}</p> : null;
  }
}

function Moved({ model, item }: { model: FormModel; item: TimelineItem }) {
  const text = useText();
  const field = model.fields.get(item.field ?? '');
  const pipeline = usePipeline(field?.x.pipeline);
  const several = usePipelinesOf(model.key).length > 1;
  const name = (key: string | null | undefined) => text(stageOf(pipeline, key)?.title, key ?? '');
  return (
    <>
      <p>
        {several && field && <span className="second">{field.label}: </span>}
        {item.from && <span className="change-from">{name(item.from)} → </span>}
        {name(item.to)}
      </p>
      {item.reason && <p className="multiline second">{item.reason}</p>}
      {item.changes && item.changes.length > 0 && <Changes model={model} changes={item.changes} />}
    </>
  );
}

/** The fields of one save, folded unless there is only one. */
function Changes({ model, changes }: { model: FormModel; changes: FieldChange[] }) {
  const { t } = useTranslation();
  const lines = changes.map((change) => {
    const field = model.fields.get(change.field);
    return (
      field && (
        <div key={change.field} className="change">
          <span className="second">{field.label}</span>
          <span className="change-from">
            <Side field={field} was={change.was} value={change.from} />
          </span>
          →
          <Side field={field} was={change.was} value={change.to} />
        </div>
      )
    );
  });
  if (lines.length === 1) return <>{lines}</>;
  return (
    <details>
      <summary>{t('timeline.details')}</summary>
      {lines}
    </details>
  );
}

/** A value of today's type, or of one that the field had before, in the words of the server. */
function Side({ field, was, value }: { field: Field; was?: string; value: unknown }) {
  return was === undefined ? <FieldView field={field} value={value} /> : <TextView field={field} value={value} />;
}

function Comment({ model, record, item }: Props) {
  const { t } = useTranslation();
  const { user } = useSession();
  const report = useReport();
  const remove = useDeleteComment(model.key, record);
  return (
    <>
      <p className="multiline">
        {readMentions(item.text ?? '').map((part, index) =>
          typeof part === 'string' ? (
            part
          ) : (
            <span key={index} className="mention">
              @{part.name}
            </span>
          ),
        )}
      </p>
      {item.actor === user.id && !item.about && item.commentId !== undefined && (
        <button type="button" className="link second" onClick={() => remove.mutate(item.commentId ?? 0, { onError: report })}>
          {t('common.delete')}
        </button>
      )}
    </>
  );
}
/** A record of another form that belongs here: its summary, linked. */
function Logged({ form, record }: { form: string; record: RecordData }) {
  const model = useFormModel(form);
  if (!model) return null;
  const summary = model.document['x-form'].timeline?.summary ?? [model.titleKey];
  const parts = summary.filter((key) => key !== model.titleKey).map((key) => model.fields.get(key));
  const extra = [...model.fields.values()].find((field) => field.type === 'longText' && !isBlank(record[field.key]));
  return (
    <>
      <p>
        {parts.map(
          (field) =>
            field &&
            !isBlank(record[field.key]) && (
              <span key={field.key} className="second">
                <FieldView field={field} value={record[field.key]} /> ·{' '}
              </span>
            ),
        )}
        <Link to="/f/$form/$id" params={{ form, id: String(record.id) }}>
          {String(record[model.titleKey] ?? `#${record.id}`)}
        </Link>
      </p>
      {extra && <p className="multiline second">{String(record[extra.key])}</p>}
    </>
  );
}
