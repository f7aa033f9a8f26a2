import { Button, Drawer, Input } from 'antd';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault, Pipeline, Titles } from '@/api/types';
import { Control } from '@/components/form/control';
import { FormScope } from '@/components/form/form-scope';
import { fieldOfPath, FormStore } from '@/components/form/form-store';
import '@/components/form/form.css';
import { useFormModel, type FormModel } from '@/lib/form-model';
import { isBlank } from '@/lib/rules';
import { useText } from '@/lib/text';
import { TitlesContext } from '@/lib/titles';
import { askedFields } from './asked-fields';
import { TaskTick } from './task-tick';
import type { Extra, Refusal } from './use-move';
import './move.css';

export type MovePanelProps = {
  pipeline: Pipeline;
  refusal: Refusal;
  title: string;
  titles?: Titles;
  moving: boolean;
  onMove: (extra: Extra) => void;
  onClose: () => void;
};

/** What stands between a record and a stage: rules to meet, with missing fields typed right here. */
export function MovePanel(props: MovePanelProps) {
  const { t } = useTranslation();
  const text = useText();
  const model = useFormModel(props.pipeline.form);
  const stage = text(props.refusal.to.title, props.refusal.to.key);
  return (
    <Drawer
      open
      title={t('move.panelTitle', { stage })}
      size={400}
      mask={false}
      onClose={props.onClose}
      rootClassName="move-panel"
    >
      {model && <MoveForm key={`${props.refusal.record.id} ${props.refusal.to.key}`} {...props} model={model} stage={stage} />}
    </Drawer>
  );
}

/** What can be done here about a refusal. */
const toDo = '.task-tick.refuses input, .control :is(input, textarea, [tabindex="0"])';
const missingField = (fault: Fault) => fault.path.startsWith('/fields/');

function MoveForm({
  pipeline,
  refusal,
  title,
  titles,
  moving,
  onMove,
  onClose,
  model,
  stage,
}: MovePanelProps & { model: FormModel; stage: string }) {
  const { t } = useTranslation();
  const idPrefix = useId();
  const [reason, setReason] = useState('');
  const [store] = useState(() => new FormStore(refusal.record));
  // A field once asked for stays, although the next refusal may no longer name it.
  const [asked, setAsked] = useState<string[]>([]);
  const named = refusal.faults.filter(missingField).map((fault) => fieldOfPath(fault.path));
  const looked = askedFields(refusal.faults, model);
  const keys = [...new Set([...asked, ...named, ...looked, ...(refusal.to.optional ?? [])])];
  const fields = keys.map((key) => model.fields.get(key)).filter((field) => field !== undefined);
  const taskForm = pipeline.taskForm;
  const needsReason = refusal.faults.some((fault) => fault.path === '/reason') || reason !== '';
  const tasks = refusal.faults.filter((fault) => fault.code === 'task.open' && typeof fault.params?.['id'] === 'number');
  const others = refusal.faults.filter((fault) => !missingField(fault) && fault.path !== '/reason' && !tasks.includes(fault));
  const context = useMemo(() => ({ store, model, idPrefix }), [store, model, idPrefix]);
  const box = useRef<HTMLFormElement>(null);
  const answered = useRef(false);
  useEffect(() => {
    // What is merely missing is asked for, not held against anyone, until it has been left out once.
    store.setFaults(refusal.faults.filter((fault) => missingField(fault) && (answered.current || fault.code !== 'required')));
    // The drawer takes the focus as it opens, after its content is there.
    const find = (selector: string) => box.current?.querySelector<HTMLElement>(selector);
    const frame = requestAnimationFrame(() => (find(toDo) ?? find('.move-rules'))?.focus());
    return () => cancelAnimationFrame(frame);
  }, [refusal, store]);

  const submit = () => {
    if (store.hasUnreadable()) return;
    answered.current = true;
    setAsked(keys);
    const changes = store.changes();
    const given = Object.fromEntries(Object.entries(changes).filter(([key, value]) => keys.includes(key) && !isBlank(value)));
    onMove({ fields: Object.keys(given).length ? given : undefined, reason: reason.trim() || undefined });
  };
  return (
    <FormScope value={context}>
      <TitlesContext value={titles ?? {}}>
        <form
          ref={box}
          className="move-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            submit();
          }}
        >
          <strong>{title}</strong>
          {others.length > 0 && (
            <ul className="move-rules" tabIndex={-1}>
              {others.map((fault) => (
                <li key={fault.path + fault.code + fault.message}>{fault.message}</li>
              ))}
            </ul>
          )}
          {taskForm &&
            tasks.map((fault) => (
              <TaskTick
                key={String(fault.params?.['id'])}
                refuses
                taskForm={taskForm}
                id={Number(fault.params?.['id'])}
                title={String(fault.params?.['title'] ?? fault.params?.['label'] ?? fault.message)}
              />
            ))}
          {fields.map((field) => (
            <Control key={field.key} field={field} required={named.includes(field.key)} />
          ))}
          {needsReason && (
            <div className="control">
              <label className="control-label" htmlFor={`${idPrefix}-reason`}>
                {t('move.reason')}
                <i className="required" title={t('form.required')} />
              </label>
              <Input.TextArea
                id={`${idPrefix}-reason`}
                aria-required
                autoSize={{ minRows: 2 }}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </div>
          )}
          <div className="move-actions">
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="primary" htmlType="submit" loading={moving}>
              {t('move.to', { stage })}
            </Button>
          </div>
        </form>
      </TitlesContext>
    </FormScope>
  );
}
