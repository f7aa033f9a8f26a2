import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useForms, usePipelines } from '@/api/forms';
import type { CalendarAnswer, CalendarItem, CalendarSource } from '@/api/calendar';
import { recordQuery, refreshRecords, updateRecord } from '@/api/records';
import { App } from '@/components/feedback';
import { useReadOnly } from '@/components/use-read-only';
import { useReport } from '@/components/use-report';
import { todoTitles } from '@/lib/key-tasks';
import { useFormat } from '@/lib/use-format';

/** Which entries may go to another day, to-dos by their due day, and how they do: at once, and back by a click. */
export function useReschedule(sources: CalendarSource[]) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const format = useFormat();
  const report = useReport();
  const { message } = App.useApp();
  const forms = useForms();
  const pipelines = usePipelines();
  const readOnly = useReadOnly();

  const dueOf = (item: CalendarItem) => {
    if (readOnly !== undefined || !forms.some((form) => form.key === item.form && form.can.update)) return undefined;
    const due = pipelines.find((pipeline) => pipeline.taskForm?.form === item.form)?.taskForm?.due;
    return sources.some((source) => source.key === item.source && source.date === due) ? due : undefined;
  };

  const show = (item: CalendarItem, date: string) =>
    client.setQueriesData<CalendarAnswer>(
      { queryKey: ['records', 'calendar'] },
      (answer) => answer && { ...answer, items: answer.items.map((one) => (isSame(one, item) ? { ...one, date } : one)) },
    );

  const move = async (item: CalendarItem, date: string, isUndo = false) => {
    const due = dueOf(item);
    if (due === undefined || item.date === date) return;
    show(item, date);
    try {
      const { version } = await client.fetchQuery({ ...recordQuery(item.form, item.id), staleTime: 0 });
      await updateRecord(item.form, { id: item.id, version, changes: { [due]: date } });
      void refreshRecords(client);
      if (isUndo) return;
      const undo = { label: t('calendar.undo'), act: () => void move({ ...item, date }, item.date, true) };
      const title = todoTitles(pipelines, item.form, format.language)(item.text);
      message.offer(t('calendar.moved', { title, day: format.day(date) }), undo);
    } catch (error) {
      show(item, item.date);
      report(error);
    }
  };
  return { mayMove: (item: CalendarItem) => dueOf(item) !== undefined, move };
}

const isSame = (a: CalendarItem, b: CalendarItem) => a.source === b.source && a.form === b.form && a.id === b.id;
