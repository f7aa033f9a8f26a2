import { Button, Select } from 'antd';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ExpressionEditor } from '@/components/expression/expression-editor';
import { ItemList } from '@/components/item-list/item-list';
import { usePipelines } from '@/api/forms';
import { FlagSetting, NumberSetting } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { useText } from '@/lib/text';
import { ConditionSetting } from './condition-setting';
import { FieldsChoice } from './field-choice';
import { usePipelineDesign, usePipelineDoc } from './pipeline-context';
import { newItemKey, setList, stepsBeside, type StageDocument } from './pipeline-document';
import { TaskFormNotice } from './task-form-notice';

type Props = { stage: StageDocument; set: (changes: Partial<StageDocument>, tag?: string) => void };

/** What must be there to enter, and what entering sets. */
export function StageEnter({ stage, set }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <FieldsChoice
        label={t('pipelineDesign.required')}
        help={t('pipelineDesign.requiredHelp')}
        value={stage.required}
        onChange={(required) => set({ required })}
      />
      <FieldsChoice
        label={t('pipelineDesign.optional')}
        help={t('pipelineDesign.optionalHelp')}
        value={stage.optional}
        onChange={(optional) => set({ optional })}
      />
      <Assignments stage={stage} set={set} />
    </>
  );
}

function Assignments({ stage, set }: Props) {
  const { t } = useTranslation();
  const { fields, model } = usePipelineDesign();
  const assigned = stage.onEnter?.set ?? {};
  const change = (next: Record<string, string>) =>
    set({ onEnter: Object.keys(next).length ? { set: next } : undefined }, 'assign');
  const free = fields.filter((field) => !field.readOnly && field.type !== 'stage' && assigned[field.key] === undefined);
  return (
    <section>
      <h3>{t('pipelineDesign.sets')}</h3>
      <p className="second">{t('pipelineDesign.setsHelp')}</p>
      <div className="item-list">
        {Object.entries(assigned).map(([key, source]) => {
          const label = fields.find((field) => field.key === key)?.label ?? key;
          return (
            <div key={key} className="assignment">
              <span>{label}</span>
              <Button
                type="text"
                size="small"
                aria-label={t('itemList.remove', { name: label })}
                icon={<Trash2 size={14} />}
                onClick={() => change(Object.fromEntries(Object.entries(assigned).filter(([other]) => other !== key)))}
              />
              <ExpressionEditor
                form={model.key}
                fields={fields}
                use="default"
                field={fields.find((field) => field.key === key)}
                hasRecords
                label={label}
                value={source}
                onChange={(next) => change({ ...assigned, [key]: next })}
              />
            </div>
          );
        })}
        <Select<string>
          size="small"
          suffixIcon={<Plus size={14} />}
          aria-label={t('pipelineDesign.addAssignment')}
          placeholder={t('pipelineDesign.addAssignment')}
          value={null as unknown as string}
          showSearch={{ optionFilterProp: 'label' }}
          options={free.map((field) => ({ value: field.key, label: field.label }))}
          onChange={(key) => change({ ...assigned, [key]: '' })}
        />
      </div>
    </section>
  );
}

/** Key tasks and deliverables. */
export function StageDo({ stage, set }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { store } = usePipelineDesign();
  const doc = usePipelineDoc();
  const tasks = stage.tasks ?? [];
  const files = stage.deliverables ?? [];
  const beside = stepsBeside(usePipelines(), doc, stage.key);
  return (
    <>
      <section>
        <h3>{t('pipelineDesign.keyTasks')}</h3>
        <p className="second">{t('pipelineDesign.keyTasksHelp')}</p>
        {tasks.length > 0 && !doc.taskForm && <TaskFormNotice />}
        <ItemList
          items={tasks}
          nameOf={(task) => text(task.title, task.key)}
          addLabel={t('pipelineDesign.addTask')}
          onAdd={() =>
            store.edit((now) =>
              setList(now, stage.key, 'tasks', [...tasks, { key: newItemKey(tasks, 'task', beside.tasks), title: {} }]),
            )
          }
          onChange={(items) => set({ tasks: items.length ? items : undefined }, 'tasks')}
        >
          {(task, change) => (
            <>
              <TextPair label={t('pipelineDesign.name')} value={task.title} onChange={(title) => change({ title })} />
              <NumberSetting
                isWhole
                label={t('pipelineDesign.dueDays')}
                min={0}
                max={3650}
                value={task.dueDays}
                onChange={(dueDays) => change({ dueDays })}
              />
              <FlagSetting
                label={t('pipelineDesign.blocksLeaving')}
                value={task.must ?? false}
                onChange={(must) => change({ must: must || undefined })}
              />
            </>
          )}
        </ItemList>
      </section>
      <section>
        <h3>{t('pipelineDesign.deliverables')}</h3>
        <p className="second">{t('pipelineDesign.deliverablesHelp')}</p>
        <ItemList
          items={files}
          nameOf={(file) => text(file.title, file.key)}
          addLabel={t('pipelineDesign.addDeliverable')}
          onAdd={() =>
            store.edit((now) =>
              setList(now, stage.key, 'deliverables', [
                ...files,
                { key: newItemKey(files, 'file', beside.deliverables), title: {} },
              ]),
            )
          }
          onChange={(items) => set({ deliverables: items.length ? items : undefined }, 'deliverables')}
        >
          {(file, change) => (
            <>
              <TextPair label={t('pipelineDesign.name')} value={file.title} onChange={(title) => change({ title })} />
              <FlagSetting
                label={t('pipelineDesign.blocksLeaving')}
                value={file.must ?? false}
                onChange={(must) => change({ must: must || undefined })}
              />
            </>
          )}
        </ItemList>
      </section>
    </>
  );
}

/** Exit criteria. */
export function StageLeave({ stage, set }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { store } = usePipelineDesign();
  const criteria = stage.exit ?? [];
  return (
    <section>
      <h3>{t('pipelineDesign.exit')}</h3>
      <p className="second">{t('pipelineDesign.exitHelp')}</p>
      <ItemList
        items={criteria}
        nameOf={(item) => text(item.title, item.key)}
        addLabel={t('pipelineDesign.addCriterion')}
        onAdd={() =>
          store.edit((now) => setList(now, stage.key, 'exit', [...criteria, { key: newItemKey(criteria, 'rule'), title: {} }]))
        }
        onChange={(items) => set({ exit: items.length ? items : undefined }, 'exit')}
      >
        {(item, change) => (
          <>
            <TextPair label={t('pipelineDesign.criterionName')} value={item.title} onChange={(title) => change({ title })} />
            <ConditionSetting label={t('pipelineDesign.condition')} source={item.when} onChange={(when) => change({ when })} />
            <FlagSetting
              label={t('pipelineDesign.blocksLeaving')}
              value={item.must ?? false}
              onChange={(must) => change({ must: must || undefined })}
            />
          </>
        )}
      </ItemList>
    </section>
  );
}
