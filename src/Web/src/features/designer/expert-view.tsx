import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { formSchemaQuery, tryPublish } from '@/api/definitions';
import type { FormDocument } from '@/api/types';
import { LazyCodeEditor } from '@/components/code/lazy-code-editor';
import { useStore } from './designer-store';
import { completeJson } from './json-completion';
import { syntaxFault } from './json-place';
import { positionOf } from './json-position';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a value is no form, as a pointer; null where it is one. */
function shapeFault(value: unknown): string | null {
  if (!isObject(value)) return '';
  if (!isObject(value['properties'])) return '/properties';
  if (!isObject(value['x-form'])) return '/x-form';
  const odd = Object.entries(value['properties']).find(([, schema]) => !isObject(schema) || !isObject(schema['x-field']));
  return odd ? `/properties/${odd[0].replace(/~/g, '~0').replace(/\//g, '~1')}` : null;
}

type Fault = { reason: 'shape' | 'syntax'; from: number; to: number };

function read(text: string): { doc?: FormDocument; fault?: Fault } {
  const stopped = syntaxFault(text);
  if (stopped !== null) {
    const from = Math.max(0, Math.min(stopped, text.length - 1));
    return { fault: { reason: 'syntax', from, to: Math.max(1, Math.min(from + 1, text.length)) } };
  }
  const value: unknown = JSON.parse(text);
  const pointer = shapeFault(value);
  return pointer === null ? { doc: value as FormDocument } : { fault: { reason: 'shape', ...positionOf(text, pointer) } };
}

/** The document itself. The designer takes it over whole, or leaves everything as it was. */
export function ExpertView({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const store = useStore();
  const [text, setText] = useState(() => JSON.stringify(store.doc(), null, 2));
  const { doc, fault } = read(text);
  const key = store.doc().$id;
  const schema = useQuery(formSchemaQuery).data;
  const renamed = doc && doc.$id !== key;
  const lint = async (source: string) => {
    const now = read(source);
    if (now.fault)
      return [{ from: now.fault.from, to: now.fault.to, severity: 'error' as const, message: t(`expert.${now.fault.reason}`) }];
    if (!now.doc) return [];
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
            {fault && t(`expert.${fault.reason}`)}
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
        <LazyCodeEditor
          language="json"
          label={t('expert.title')}
          value={text}
          onChange={setText}
          lint={lint}
          complete={(source, at) =>
            schema ? completeJson(source, at, schema, Object.keys((doc ?? store.doc()).properties)) : null
          }
        />
      </div>
    </Modal>
  );
}
