import { useTranslation } from 'react-i18next';
import type { Moves, Pipeline, RecordData, Stage, TaskForm } from '@/api/types';
import { TaskTick } from '@/components/move/task-tick';
import { Waive, Waived } from '@/components/move/waive';
import type { Extra } from '@/components/move/use-move';
import type { FormModel } from '@/lib/form-model';
import { overdueText } from '@/lib/dates';
import { stageOf } from '@/lib/stage';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { Criteria } from './criteria';
import { Deliverables } from './deliverables';
import { Panel } from './panel';
import { StillMissing } from './still-missing';

type Props = {
  model: FormModel;
  record: RecordData;
  pipeline: Pipeline;
  /** The pipeline's name, where the record is in several. */
  name?: string;
  stage: Stage;
  /** Stages of other pipelines whose key tasks are shown beside. */
  elsewhere: string[];
  /** Whether other to-dos of the record belong here too. */
  withTodos: boolean;
  moves: Moves | undefined;
  moving: boolean;
  onMove?: (to: Stage, extra?: Extra) => void;
};

/** What to do in the present stage, and what the next one still lacks. */
export function ThisStage({ model, record, pipeline, name, stage, elsewhere, withTodos, moves, moving, onMove }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { taskForm } = pipeline;
  const forward =
    moves?.items.find((item) => item.kind === 'forward') ??
    moves?.items.find((item) => stageOf(pipeline, item.to)?.kind === 'won');
  const next = stageOf(pipeline, forward?.to);
  // A key task names its stage and itself in the key field; everything else is an ordinary to-do.
  const isOf = (task: RecordData, key: string) =>
    taskForm?.key !== undefined && String(task[taskForm.key] ?? '').startsWith(`${key}.`);
  const isKeyTask = (task: RecordData) => isOf(task, stage.key);
  const all = moves?.tasks ?? [];
  const tasks = all.filter(isKeyTask);
  const todos = all.filter(
    (task) =>
      withTodos && !isKeyTask(task) && !elsewhere.some((key) => isOf(task, key)) && taskForm && task[taskForm.done] !== true,
  );
  const guidance = text(stage.guidance);
  const here = text(stage.title, stage.key);
  return (
    <Panel
      title={name ? t('record.stageOf', { pipeline: name, stage: here }) : t('record.thisStage', { stage: here })}
      className="stage-panel"
      first
    >
      {guidance && <p className="guidance">{guidance}</p>}
      {taskForm && tasks.length > 0 && (
        <TaskList
          heading={t('record.keyTasks', { done: tasks.filter((task) => isSettled(taskForm, task)).length, all: tasks.length })}
          taskForm={taskForm}
          tasks={tasks}
          mayWaive={moves?.mayWaive}
          titleOf={(task) => keyTaskTitle(task, stage, taskForm, text)}
        />
      )}
      <Deliverables form={model.key} id={record.id} stage={stage} canUpload={onMove !== undefined} />
      <Criteria stage={stage} criteria={moves?.criteria ?? []} />
      {next && forward && onMove && (
        <StillMissing
          key={forward.missing.join()}
          model={model}
          record={record}
          next={next}
          option={forward}
          moving={moving}
          onMove={(extra) => onMove(next, extra)}
        />
      )}
      {taskForm && todos.length > 0 && <TaskList heading={t('record.todo')} taskForm={taskForm} tasks={todos} />}
    </Panel>
  );
}

const isWaived = ({ waived }: TaskForm, task: RecordData) => waived !== undefined && Boolean(task[waived]);
const isSettled = (taskForm: TaskForm, task: RecordData) => task[taskForm.done] === true || isWaived(taskForm, task);

/** A key task that was not renamed speaks the reader's language, whoever's it was created in. */
function keyTaskTitle(task: RecordData, stage: Stage, taskForm: TaskForm, text: ReturnType<typeof useText>) {
  const stored = String(task[taskForm.title] ?? '');
  const rule = stage.tasks?.find((item) => task[taskForm.key ?? ''] === `${stage.key}.${item.key}`);
  return rule && Object.values(rule.title).includes(stored) ? text(rule.title, stored) : stored;
}

type ListProps = {
  heading: string;
  taskForm: TaskForm;
  tasks: RecordData[];
  mayWaive?: boolean;
  titleOf?: (task: RecordData) => string;
};

function TaskList({ heading, taskForm, tasks, mayWaive = false, titleOf }: ListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section>
      <h3>{heading}</h3>
      <ul className="plain-list">
        {tasks.map((task) => {
          const due = taskForm.due ? task[taskForm.due] : null;
          const open = !isSettled(taskForm, task);
          const { waived } = taskForm;
          return (
            <li key={task.id}>
              <div className="task-row">
                <TaskTick
                  taskForm={taskForm}
                  id={task.id}
                  title={titleOf?.(task) ?? String(task[taskForm.title] ?? '')}
                  task={task}
                />
                {waived && mayWaive && open && taskForm.must && task[taskForm.must] === true && (
                  <Waive taskForm={taskForm} waived={waived} task={task} />
                )}
              </div>
              {waived && isWaived(taskForm, task) && (
                <Waived taskForm={taskForm} waived={waived} task={task} mayWaive={mayWaive} />
              )}
              {typeof due === 'string' && open && (
                <div className="event-time">{overdueText(due) ?? t('record.due', { date: format.day(due) })}</div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
