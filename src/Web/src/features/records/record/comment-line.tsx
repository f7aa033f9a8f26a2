import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import { writeMentions, type Mention } from '@/lib/mentions';
import { MentionInput } from './mention-input';
import { useAddComment } from './record-api';

export function CommentLine({ form, id }: { form: string; id: number }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const report = useReport();
  const add = useAddComment(form, id);
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<Mention[]>([]);
  const send = (grant: number[]) =>
    add.mutateAsync({ text: writeMentions(text, picked), grant }).then(() => {
      setText('');
      setPicked([]);
    });
  /** Whoever does not see the record yet is let in after one question, or the comment stays unsent. */
  const ask = (error: ApiError) => {
    const people = error.errors.map((fault) => fault.params ?? {});
    const names = people.map((person) => String(person['name'])).join(t('common.listSeparator'));
    void modal.confirm({
      title: t('record.mentionTitle', { count: people.length, names }),
      content: t('record.mentionHint'),
      okText: t('record.mentionAdd'),
      cancelText: t('common.cancel'),
      icon: null,
      onOk: () => send(people.map((person) => Number(person['user']))).catch(report),
    });
  };
  const save = () => {
    if (!text.trim() || add.isPending) return;
    send([]).catch((error: unknown) => {
      if (error instanceof ApiError && error.code === 'mention.no_access') ask(error);
      else report(error);
    });
  };
  return (
    <div className="composer-line">
      <MentionInput
        value={text}
        onChange={setText}
        onPick={(mention) => setPicked((before) => [...before, mention])}
        onEnter={save}
      />
      <div className="composer-actions">
        <Button disabled={!text.trim()} loading={add.isPending} onClick={save}>
          {t('common.save')}
        </Button>
      </div>
    </div>
  );
}
