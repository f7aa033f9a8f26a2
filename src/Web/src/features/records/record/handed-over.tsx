import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { recentBriefQuery, type Brief } from '@/api/handovers';
import { useSession } from '@/api/session';
import type { RecordData } from '@/api/types';
import { FieldView } from '@/fields/field-view';
import type { FormModel } from '@/lib/form-model';
import { useStored } from '@/lib/storage';
import { useText } from '@/lib/text';
import { TitlesContext, useRecordTitle } from '@/lib/titles';
import { useFormat } from '@/lib/use-format';
import './handed-over.css';

/** For the new owner, for two weeks or until put away: what they took over, at a glance. */
export function HandedOver({ model, record }: { model: FormModel; record: RecordData }) {
  const { user } = useSession();
  const [dismissed, setDismissed] = useStored<string | null>(`handover:${model.key}:${record.id}`, null);
  const { data } = useQuery({ ...recentBriefQuery(model.key, record.id), enabled: record.owner === user.id });
  if (!data?.handover || record.owner !== user.id || dismissed === data.handover.id) return null;
  const { id } = data.handover;
  return (
    <TitlesContext value={data.titles}>
      <BriefPanel model={model} brief={data} handover={data.handover} onDismiss={() => setDismissed(id)} />
    </TitlesContext>
  );
}

type PanelProps = { model: FormModel; brief: Brief; handover: NonNullable<Brief['handover']>; onDismiss: () => void };

function BriefPanel({ model, brief, handover, onDismiss }: PanelProps) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const by = useRecordTitle('user', handover.by);
  const before = useRecordTitle('user', handover.before);
  return (
    <section className="brief" aria-label={t('brief.title')}>
      <div className="brief-head">
        <h2>{t('brief.headline', { name: by, when: format.instant(handover.at) })}</h2>
        <Button type="text" icon={<X size={16} />} aria-label={t('brief.dismiss')} onClick={onDismiss} />
      </div>
      {handover.note && <p className="brief-note">{handover.note}</p>}
      {brief.signals.length > 0 && (
        <ul className="brief-signals">
          {brief.signals.map((key) => (
            <li key={key}>
              <TriangleAlert size={14} aria-hidden /> {model.fields.get(key)?.label ?? key}
            </li>
          ))}
        </ul>
      )}
      <div className="brief-parts">
        <Part title={t('brief.people')}>
          {handover.before !== null && <Fact label={t('brief.before')}>{before}</Fact>}
          <Fields model={model} items={brief.people} />
        </Part>
        {brief.next.length > 0 && (
          <Part title={t('brief.next')}>
            <Fields model={model} items={brief.next} />
          </Part>
        )}
        {brief.events.length > 0 && (
          <Part title={t('brief.events')}>
            {brief.events.map((event) => (
              <Fact key={`${event.form}${event.id}`} label={format.date(event.on)}>
                {event.text}
              </Fact>
            ))}
          </Part>
        )}
        {brief.tasks.length > 0 && (
          <Part title={t('brief.tasks')}>
            {brief.tasks.map((task) => (
              <Fact key={task.id} label={task.due ? format.date(task.due) : '–'}>
                <Link to="/f/$form/$id" params={{ form: task.form, id: String(task.id) }}>
                  {task.title ?? `#${task.id}`}
                </Link>
              </Fact>
            ))}
          </Part>
        )}
        {brief.nextStage && brief.nextStage.errors.length > 0 && (
          <section className="brief-part">
            <h3>{t('brief.missing', { stage: text(brief.nextStage.title, brief.nextStage.stage) })}</h3>
            <ul>
              {brief.nextStage.errors.map((fault) => (
                <li key={fault.path + fault.code + fault.message}>{fault.message}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="brief-part">
      <h3>{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Fields({ model, items }: { model: FormModel; items: Brief['people'] }) {
  return items.map(({ field: key, value }) => {
    const field = model.fields.get(key);
    return (
      field && (
        <Fact key={key} label={field.label}>
          <FieldView field={field} value={value} />
        </Fact>
      )
    );
  });
}
