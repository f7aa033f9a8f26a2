import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { tryPublish } from '@/api/definitions';
import type { FormDocument } from '@/api/types';
import { LazyCodeEditor } from '@/components/code/lazy-code-editor';
import { useStore } from './designer-store';
import { positionOf } from './json-position';

const isForm = (value: unknown): value is FormDocument => {
  if (typeof value !== 'object' || value === null) return false;
  const doc = value as Partial<FormDocument>;
  return (
    typeof doc.properties === 'object' &&
    doc.properties !== null &&
    typeof doc['x-form'] === 'object' &&
    doc['x-form'] !== null &&
    Object.values(doc.properties).every((schema) => typeof schema?.['x-field'] === 'object')
  );
};

function read(text: string): { doc?: FormDocument; reason?: string } {
  try {
    const value: unknown = JSON.parse(text);
    return isForm(value) ? { doc: value } : { reason: 'shape' };
  } catch (error) {
    return { reason: error instanceof SyntaxError ? error.message : 'shape' };
  }
}

/** Where a parser says that it stopped. */
const stoppedAt = (reason: string, text: string) => {
  const at = /position (\d+)/.exec(reason)?.[1];
  const from = at === undefined ? text.length : Math.min(Number(at), text.length);
  return { from: Math.max(0, Math.min(from, text.length - 1)), to: Math.max(1, Math.min(from + 1, text.length)) };
};

/** The document itself. The designer takes it over whole, or leaves everything as it was. */
export function ExpertView({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const store = useStore();
  const [text, setText] = useState(() => JSON.stringify(store.doc(), null, 2));
  const { doc, reason } = read(text);
  const key = store.doc().$id;
  const renamed = doc && doc.$id !== key;
  const lint = async (source: string) => {
    const now = read(source);
    if (!now.doc)
      return [
        {
          ...(now.reason === 'shape' ? { from: 0, to: 1 } : stoppedAt(now.reason ?? '', source)),
          severity: 'error' as const,
          message: now.reason === 'shape' ? t('expert.shape') : t('expert.syntax'),
        },
      ];
    try {
      const { errors } = await tryPublish(key, now.doc);
      return errors.map((error) => ({ ...positionOf(source, error.path), severity: 'error' as const, message: error.message }));
    } catch (error) {
      // Without an answer there is no verdict; publishing asks again.
      if (error instanceof ApiError) return [];
      throw error;
    }
  };
  const take = () => {
    if (!doc) return;
    if (text !== JSON.stringify(store.doc(), null, 2)) store.replace(doc);
    onClose();
  };
  return (
    <Modal
      open
      width="min(1100px, 94vw)"
      title={t('expert.title')}
      onCancel={onClose}
      footer={
        <div className="sheet-actions">
          <span className="grow control-error" aria-live="polite">
            {reason && t(reason === 'shape' ? 'expert.shape' : 'expert.syntax')}
            {renamed && t('expert.key', { key })}
          </span>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" disabled={!doc || renamed} onClick={take}>
            {t('expert.take')}
          </Button>
        </div>
      }
    >
      <p className="second">{t('expert.hint')}</p>
      <div className="expert-editor">
        <LazyCodeEditor language="json" label={t('expert.title')} value={text} onChange={setText} lint={lint} />
      </div>
    </Modal>
  );
}
