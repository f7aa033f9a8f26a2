import {
  ArrowRight,
  Download,
  FilePlus2,
  MessageSquare,
  Paperclip,
  Pencil,
  RotateCcw,
  SquareCheck,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TimelineItem, TimelineKind } from '@/api/timeline';
import { UserName } from '@/fields/user/view';
import { formatTime } from '@/lib/dates';
import type { FormModel } from '@/lib/form-model';
import { useFormat } from '@/lib/use-format';
import { FormIcon } from '@/components/form-icon';
import { useFormInfo } from '@/api/forms';
import { useRecordTitle } from '@/lib/titles';
import { EventBody } from './event-body';

const icons: Record<TimelineKind, LucideIcon> = {
  created: FilePlus2,
  changed: Pencil,
  moved: ArrowRight,
  deleted: Trash2,
  restored: RotateCcw,
  imported: Download,
  comment: MessageSquare,
  activity: SquareCheck,
  file: Paperclip,
};

/** Who did what when, and underneath what it was about. */
export function TimelineEvent({ model, record, item }: { model: FormModel; record: number; item: TimelineItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const Icon = icons[item.kind] ?? Pencil;
  return (
    <li className="event">
      <Icon size={16} aria-hidden />
      <div className="event-text">
        {item.actor !== null && (
          <strong>
            <UserName id={item.actor} />{' '}
          </strong>
        )}
        <span className="second">{t(`timeline.${item.kind}`, { count: item.changes?.length ?? 0 })}</span>
      </div>
      <time className="event-time" dateTime={item.at} title={format.instant(item.at)}>
        {formatTime(item.at)}
      </time>
      <div className="event-body">
        {item.about && <About {...item.about} />}
        <EventBody model={model} record={record} item={item} />
      </div>
    </li>
  );
}

/** Which of the records around this one it happened on. */
function About({ form, id }: { form: string; id: number }) {
  const title = useRecordTitle(form, id);
  const info = useFormInfo(form);
  return (
    <div className="event-about">
      <FormIcon name={info?.icon} size={14} />
      <Link to="/f/$form/$id" params={{ form, id: String(id) }}>
        {title}
      </Link>
    </div>
  );
}
