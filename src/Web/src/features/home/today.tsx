import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormInfo } from '@/api/forms';
import { pageQuery } from '@/api/records';
import type { Filter, RecordData, TaskForm } from '@/api/types';
import { TaskTick } from '@/components/move/task-tick';
import { Failed, Loading } from '@/components/states';
import { RecordLink } from '@/fields/relation/view';
import { overdueText, today } from '@/lib/dates';
import { isRef, TitlesContext } from '@/lib/titles';
import { useFormat } from '@/lib/use-format';

const shown = 20;

/** To-dos of mine that are due or overdue and not done. */
function dueFilter(taskForm: TaskForm, day: string): Filter {
  const open = {
    or: [
      { member: taskForm.done, operator: 'equals', values: [false] },
      { member: taskForm.done, operator: 'notSet' },
    ],
  } satisfies Filter;
  const mine = { member: taskForm.owner ?? 'owner', operator: 'equals', values: ['@me'] } satisfies Filter;
  return {
    and: [mine, open, ...(taskForm.due ? [{ member: taskForm.due, operator: 'lte', values: [day] } satisfies Filter] : [])],
  };
}

export function Today({ taskForm }: { taskForm: TaskForm }) {
  const { t } = useTranslation();
  const format = useFormat();
  const info = useFormInfo(taskForm.form);
  const filter = dueFilter(taskForm, today());
  const query = { filter, sort: taskForm.due, limit: shown, count: true, expand: '*' };
  const { data, isError, error, isPending, refetch } = useQuery({
    ...pageQuery(taskForm.form, query),
    enabled: info?.can.read === true,
  });
  if (info && !info.can.read) return null;
  const total = data?.total ?? 0;
  return (
    <section aria-labelledby="home-today">
      <header className="home-head">
        <h2 id="home-today">{t('home.today')}</h2>
        <span className="second">{format.day(today())}</span>
      </header>
      {isError ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <Loading rows={3} />
      ) : data.items.length === 0 ? (
        <p className="home-calm">{t('home.nothingDue')}</p>
      ) : (
        <TitlesContext value={data.titles ?? {}}>
          <ul className="home-tasks">
            {data.items.map((task) => (
              <TaskLine
                key={task.id}
                task={task}
                taskForm={taskForm}
                title={String(task[info?.recordTitle ?? taskForm.title] ?? `#${task.id}`)}
              />
            ))}
          </ul>
          {total > data.items.length && (
            <Link to="/f/$form" params={{ form: taskForm.form }} search={{ filter }}>
              {t('home.allDue', { shown: format.number(total) })}
            </Link>
          )}
        </TitlesContext>
      )}
    </section>
  );
}

function TaskLine({ task, taskForm, title }: { task: RecordData; taskForm: TaskForm; title: string }) {
  const { t } = useTranslation();
  const due = taskForm.due ? task[taskForm.due] : null;
  const late = overdueText(due);
  const about = task[taskForm.record];
  return (
    <li>
      <TaskTick taskForm={taskForm} id={task.id} title={title} task={task} />
      {isRef(about) && (
        <span className="home-about">
          <RecordLink form={about.form} id={about.id} />
        </span>
      )}
      <span className={late ? 'home-due late' : 'home-due'}>{late ?? (due ? t('home.dueToday') : '')}</span>
    </li>
  );
}
