import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { previewQuery, useHandOver, type HandoverRequest } from '@/api/handovers';
import { Failed, Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import { usePhone } from '@/lib/media';
import { useDebounced } from '@/lib/use-debounced';
import { useFormat } from '@/lib/use-format';
import './handover.css';
import { HandoverFigures } from './handover-figures';
import { HandoverResult } from './handover-result';
import { Receivers } from './receivers';
import { receiversOf, type Choice } from './choice';

type Props = {
  title: string;
  /** Whose everything, or which records. */
  what: Pick<HandoverRequest, 'from' | 'ids'>;
  onClose: () => void;
  onDone?: () => void;
};

/** Who receives, what that would move, a note; then how it goes. */
export function HandoverDrawer({ title, what, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const phone = usePhone();
  const format = useFormat();
  const report = useReport();
  const start = useHandOver();
  const [choice, setChoice] = useState<Choice>({ way: 'one', people: [], perForm: {} });
  const [note, setNote] = useState('');
  const [job, setJob] = useState<string | null>(null);
  const request: HandoverRequest = { ...what, ...receiversOf(choice) };
  const all = useQuery(previewQuery({ ...what, to: [], split: 'one' }));
  const settled = useDebounced(JSON.stringify(request));
  const preview = useQuery(previewQuery(JSON.parse(settled) as HandoverRequest));
  const isCurrent = settled === JSON.stringify(request) && preview.isSuccess;
  const chosen = request.to.length > 0 || Object.keys(request.perForm ?? {}).length > 0;
  const ready = chosen && isCurrent && !preview.data.problems.some((problem) => problem.blocking);
  const close = () => {
    if (job) onDone?.();
    onClose();
  };
  const go = () =>
    start.mutate({ ...request, note: note.trim() || undefined }, { onError: report, onSuccess: ({ id }) => setJob(id) });
  return (
    <Drawer open size={phone ? '100%' : 560} title={title} onClose={close} destroyOnHidden>
      {job ? (
        <HandoverResult job={job} onClose={close} />
      ) : all.isError ? (
        <Failed error={all.error} onRetry={() => void all.refetch()} />
      ) : !all.data ? (
        <Loading rows={4} />
      ) : (
        <div className="handover">
          <Receivers choice={choice} forms={all.data.forms} onChange={setChoice} />
          <section aria-live="polite">
            <h2>{t('handover.moves')}</h2>
            <HandoverFigures preview={preview.data ?? all.data} chosen={chosen} />
          </section>
          <section>
            <label htmlFor="handover-note">
              <h2>{t('handover.note')}</h2>
            </label>
            <Input.TextArea
              id="handover-note"
              rows={3}
              maxLength={1000}
              placeholder={t('handover.noteHint')}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </section>
          <p className="second">{t('handover.stays')}</p>
          <div className="handover-actions">
            <Button onClick={close}>{t('common.cancel')}</Button>
            <Button type="primary" disabled={!ready} loading={start.isPending} onClick={go}>
              {ready ? t('handover.do', { shown: format.number(preview.data.total) }) : t('handover.start')}
            </Button>
          </div>
        </div>
      )}
    </Drawer>
  );
}
