import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { useMoveRecord } from '@/api/stages';
import type { Fault, Pipeline, RecordData, Stage } from '@/api/types';
import { App } from '../feedback';
import { useReport } from '@/components/use-report';
import { stageOf } from '@/lib/stage';
import { useText } from '@/lib/text';

export type Refusal = { pipeline: Pipeline; record: RecordData; to: Stage; faults: Fault[] };
/** By record where it is being put, and the field that holds that stage. */
export type Pending = ReadonlyMap<number, { record: RecordData; to: string; field: string }>;
export type Extra = { fields?: Record<string, unknown>; reason?: string };

/**
 * Moves records between the stages of the form's pipelines. `pending` tells where a record is being put before the server agreed; a refusal with rules
 * to meet becomes `refusal`, for a panel to ask what is missing.
 */
export function useMove(form: string, titleOf: (record: RecordData) => string) {
  const { t } = useTranslation();
  const text = useText();
  const { message } = App.useApp();
  const report = useReport();
  const { mutateAsync, isPending } = useMoveRecord(form);
  const [pending, setPending] = useState<Pending>(new Map());
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [announcement, announce] = useState('');

  const place = useCallback((pipeline: Pipeline, record: RecordData, to: string | null) => {
    setPending((before) => {
      const next = new Map(before);
      if (to === null) next.delete(record.id);
      else next.set(record.id, { record, to, field: pipeline.field });
      return next;
    });
  }, []);

  const move = async (pipeline: Pipeline, record: RecordData, to: Stage, extra: Extra = {}): Promise<boolean> => {
    const stage = text(to.title, to.key);
    const title = titleOf(record);
    place(pipeline, record, to.key);
    try {
      await mutateAsync({ id: record.id, version: record.version, to: to.key, field: pipeline.field, ...extra });
      announce(t('move.done', { title, stage }));
      setRefusal(null);
      return true;
    } catch (error) {
      const api = error instanceof ApiError ? error : null;
      if (api?.status === 422 && api.errors.length > 0) {
        setRefusal({ pipeline, record, to, faults: api.errors });
        announce(t('move.refused', { title, stage }));
      } else if (api?.status === 409 && api.current) {
        setRefusal(null);
        const now = stageOf(pipeline, api.current[pipeline.field]);
        const by = api.titles['user']?.[String(api.changedBy)] ?? t('move.someone');
        message.warning(t('move.conflict', { title, stage: text(now?.title), by }));
      } else report(error);
      return false;
    } finally {
      place(pipeline, record, null);
    }
  };
  return { move, pending, refusal, dismiss: () => setRefusal(null), announcement, isMoving: isPending };
}
