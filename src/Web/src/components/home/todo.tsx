import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUpdateRecord } from '@/api/records';
import type { TodoItem } from '@/api/home';
import { useReadOnly } from '@/components/use-read-only';
import { useReport } from '@/components/use-report';
import { RecordLink } from '@/fields/relation/view';
import { overdueText } from '@/lib/dates';
import { useTodoTitle } from '@/lib/key-tasks';

/** What is due, the longest overdue first; ticked off in place. */
export function Todo({ items, total }: { items: TodoItem[]; total: number }) {
  const { t } = useTranslation();
  if (items.length === 0) return <p className="home-calm">{t('home.nothingDue')}</p>;
  return (
    <>
      <ul className="home-tasks">
        {items.map((item) => (
          <TodoLine key={`${item.form} ${item.id} ${item.version}`} item={item} />
        ))}
      </ul>
      {total > items.length && <p className="second">{t('home.moreDue', { count: total - items.length })}</p>}
    </>
  );
}

function TodoLine({ item }: { item: TodoItem }) {
  const { t } = useTranslation();
  const report = useReport();
  const readOnly = useReadOnly();
  const update = useUpdateRecord(item.form);
  const [ticked, setTicked] = useState(false);
  const title = useTodoTitle(item.form)(item.text);
  const late = overdueText(item.due);
  const tick = () => {
    setTicked(true);
    update.mutate(
      { id: item.id, version: item.version, changes: item.tick },
      {
        onError: (error) => {
          setTicked(false);
          report(error);
        },
      },
    );
  };
  return (
    <li>
      <span className="home-todo">
        <input
          type="checkbox"
          checked={ticked}
          disabled={ticked || readOnly !== undefined}
          title={readOnly}
          onChange={tick}
          aria-label={t('home.tick', { title })}
        />
        <Link to="/f/$form/$id" params={{ form: item.form, id: String(item.id) }} className={ticked ? 'done' : undefined}>
          {title}
        </Link>
        {!item.isOwn && <span className="second home-kind">{t('home.nextStep')}</span>}
      </span>
      <span className="home-about">{item.about && <RecordLink form={item.about.form} id={item.about.id} />}</span>
      <span className={late ? 'home-due late' : 'home-due'}>{late ?? t('home.dueToday')}</span>
    </li>
  );
}
