import { Tabs } from 'antd';
import { useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordData } from '@/api/types';
import { currentLanguage, formTitle } from '@/lib/text';
import { CommentLine } from './comment-line';
import { LogLine } from './log-line';
import { useTaskForm, useTimelineForms } from './record-api';
import { TaskLine } from './task-line';

export type ComposerHandle = { focus: () => void };
type Props = { form: string; record: RecordData; ref: Ref<ComposerHandle> };

/** Where things are written down: what happened, a comment, a to-do. */
export function Composer({ form, record, ref }: Props) {
  const { t } = useTranslation();
  const logs = useTimelineForms(form);
  const task = useTaskForm(form);
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const first = logs[0]?.$id ?? 'comment';
  useImperativeHandle(ref, () => ({
    focus: () => {
      setActive(first);
      box.current?.scrollIntoView({ block: 'center' });
      requestAnimationFrame(() =>
        box.current?.querySelector<HTMLElement>('[role=tabpanel][aria-hidden=false] :is(textarea, input)')?.focus(),
      );
    },
  }));
  const items = [
    ...logs.map((document) => ({
      key: document.$id,
      label: formTitle(document, currentLanguage()),
      children: <LogLine document={document} form={form} id={record.id} />,
    })),
    { key: 'comment', label: t('record.comment'), children: <CommentLine form={form} id={record.id} /> },
    ...(task ? [{ key: 'task', label: t('record.todo'), children: <TaskLine {...task} form={form} id={record.id} /> }] : []),
  ];
  return (
    <div className="composer" ref={box}>
      <Tabs items={items} activeKey={active ?? first} onChange={setActive} />
    </div>
  );
}
