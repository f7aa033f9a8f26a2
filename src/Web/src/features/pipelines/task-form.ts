import type { FieldSchema, FormDocument, XField } from '@/api/types';

const field = (schema: Omit<FieldSchema, 'x-field'>, x: XField): FieldSchema => ({ ...schema, 'x-field': x });

/** A to-do form as key tasks need one; what it is called can be changed like that of any form. */
export const taskFormDocument = (key: string, target: string): FormDocument => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: key,
  title: 'To-do',
  type: 'object',
  required: ['title'],
  properties: {
    title: field({ type: 'string', title: 'To-do' }, { type: 'text', title: { en: 'To-do', 'zh-CN': '待办' } }),
    due_on: field({ type: 'string', format: 'date', title: 'Due' }, { type: 'date', title: { en: 'Due', 'zh-CN': '截止日期' } }),
    done: field({ type: 'boolean', title: 'Done' }, { type: 'boolean', title: { en: 'Done', 'zh-CN': '已完成' } }),
    done_on: field(
      { type: 'string', format: 'date', title: 'Done on' },
      { type: 'date', title: { en: 'Done on', 'zh-CN': '完成日期' } },
    ),
    must: field(
      { type: 'boolean', title: 'Must be done' },
      { type: 'boolean', title: { en: 'Must be done', 'zh-CN': '必须完成' } },
    ),
    record: field(
      { type: 'object', title: 'About' },
      {
        type: 'relation',
        forms: [target],
        title: { en: 'About', 'zh-CN': '关联记录' },
        reverse: { en: 'To-dos', 'zh-CN': '待办' },
      },
    ),
    key_task: field(
      { type: 'string', title: 'Key task' },
      { type: 'text', title: { en: 'Key task', 'zh-CN': '关键任务' }, hidden: true },
    ),
    waived_reason: field(
      { type: 'string', title: 'Waived because' },
      { type: 'text', title: { en: 'Waived because', 'zh-CN': '豁免原因' } },
    ),
  },
  'x-form': {
    title: { en: 'To-do', 'zh-CN': '待办' },
    plural: { en: 'To-dos', 'zh-CN': '待办' },
    icon: 'list-checks',
    recordTitle: 'title',
    list: { columns: ['title', 'record', 'due_on', 'done', 'owner'], sort: 'due_on' },
  },
});

/** The form with its relation pointing to one more form; null when it does already, or cannot. */
export function pointsAlso(form: FormDocument, relation: string, target: string): FormDocument | null {
  const schema = form.properties[relation];
  const forms = schema?.['x-field'].forms;
  if (!schema || !forms || forms.includes(target)) return null;
  return {
    ...form,
    properties: { ...form.properties, [relation]: { ...schema, 'x-field': { ...schema['x-field'], forms: [...forms, target] } } },
  };
}
