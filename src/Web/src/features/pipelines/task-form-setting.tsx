import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { formQuery, formsQuery } from '@/api/forms';
import type { FieldTypeKey, FormDocument, TaskForm } from '@/api/types';
import { FieldSetting } from '@/components/settings/field-setting';
import { SettingRow } from '@/components/settings/setting-inputs';
import { buildModel, fieldOf, type Field } from '@/lib/form-model';
import { currentLanguage, useText } from '@/lib/text';
import { ownTaskForm, type PipelineDocument } from './pipeline-document';

type Part = Exclude<keyof TaskForm, 'form'>;
const parts: { name: Part; types: FieldTypeKey[]; isOptional?: boolean }[] = [
  { name: 'title', types: ['text', 'longText'] },
  { name: 'due', types: ['date'] },
  { name: 'done', types: ['boolean'] },
  { name: 'record', types: ['relation'] },
  { name: 'key', types: ['text'] },
  { name: 'owner', types: ['user'], isOptional: true },
  { name: 'doneOn', types: ['date'], isOptional: true },
  { name: 'must', types: ['boolean'], isOptional: true },
  { name: 'waived', types: ['text', 'longText'], isOptional: true },
];
type Props = { doc: PipelineDocument; onChange: (taskForm: TaskForm | undefined) => void };

/** The form whose records are the key tasks, and which of its fields say what of a task. */
export function TaskFormSetting({ doc, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  const forms = useQuery(formsQuery).data ?? [];
  const { taskForm } = doc;
  const isUsed = doc.stages.some((stage) => stage.tasks?.length);
  const choose = async (form: string | undefined) => {
    if (form === undefined) return onChange(undefined);
    const chosen = await client.fetchQuery(formQuery(form));
    return onChange(usualOf(chosen));
  };
  return (
    <section className="settings-body">
      <h2>{t('pipelineDesign.taskForm')}</h2>
      <p className="second">{t('pipelineDesign.taskFormHelp')}</p>
      <SettingRow label={t('pipelineDesign.taskFormForm')}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            // Key tasks would be left without a place.
            allowClear={!isUsed}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('pipelineDesign.noTaskFormYet')}
            value={taskForm?.form}
            options={forms
              .filter((form) => form.key !== doc.form)
              .map((form) => ({ value: form.key, label: text(form.title, form.key) }))}
            onChange={(form: string | undefined) => void choose(form)}
          />
        )}
      </SettingRow>
      {taskForm && <Mapping taskForm={taskForm} target={doc.form} onChange={onChange} />}
    </section>
  );
}

// What a form calls as a to-do form usually does needs no choosing.
function usualOf(form: FormDocument): TaskForm {
  const usual = Object.entries(ownTaskForm(form.$id)).filter(
    ([name, key]) => name === 'form' || key === 'owner' || form.properties[key],
  );
  return { title: '', done: '', record: '', ...Object.fromEntries(usual), form: form.$id };
}

// Also those that are never shown: which key task it is, is told by one.
function fieldsOf(form: FormDocument): Field[] {
  const language = currentLanguage();
  const own = Object.entries(form.properties).map(([key, schema]) => fieldOf(form, key, schema, language));
  const owner = buildModel(form, undefined, language).fields.get('owner');
  return owner && !form.properties['owner'] ? [...own, owner] : own;
}

type MappingProps = { taskForm: TaskForm; target: string; onChange: (taskForm: TaskForm) => void };

function Mapping({ taskForm, target, onChange }: MappingProps) {
  const { t } = useTranslation();
  const { data: form } = useQuery(formQuery(taskForm.form));
  const fields = form ? fieldsOf(form) : [];
  const pointsHere = ({ type, x }: Field) => type !== 'relation' || x.form === target || x.forms?.includes(target) === true;
  const set = (name: Part, key: string | undefined) => {
    const rest = { ...taskForm };
    delete rest[name];
    onChange(key ? { ...rest, [name]: key } : rest);
  };
  return parts.map(({ name, types, isOptional }) => (
    <FieldSetting
      key={name}
      label={t(`pipelineDesign.task.${name}`)}
      required={!isOptional}
      fields={fields.filter(
        (field) => types.includes(field.type) && !(field.readOnly && field.type !== 'user') && pointsHere(field),
      )}
      value={taskForm[name]}
      onChange={(key) => set(name, key)}
    />
  ));
}
