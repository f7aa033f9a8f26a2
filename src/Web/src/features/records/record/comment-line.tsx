import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReport } from '@/components/use-report';
import { useAddComment } from './record-api';

export function CommentLine({ form, id }: { form: string; id: number }) {
  const { t } = useTranslation();
  const report = useReport();
  const add = useAddComment(form, id);
  const [text, setText] = useState('');
  const save = () => {
    if (text.trim() && !add.isPending) add.mutate(text, { onError: report, onSuccess: () => setText('') });
  };
  return (
    <div className="composer-line">
      <Input.TextArea
        aria-label={t('record.comment')}
        placeholder={t('record.commentHint')}
        autoSize={{ minRows: 1, maxRows: 8 }}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          save();
        }}
      />
      <div className="composer-actions">
        <Button disabled={!text.trim()} loading={add.isPending} onClick={save}>
          {t('common.save')}
        </Button>
      </div>
    </div>
  );
}
