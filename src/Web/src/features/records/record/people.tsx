import { useTranslation } from 'react-i18next';
import type { RecordData } from '@/api/types';
import { FieldView } from '@/fields/field-view';
import type { FormModel } from '@/lib/form-model';
import { isBlank } from '@/lib/rules';
import { Panel } from './panel';

/** Everyone who has to do with the record. */
export function People({ model, record }: { model: FormModel; record: RecordData }) {
  const { t } = useTranslation();
  const people = [...model.fields.values()].filter(
    (field) =>
      (field.key === 'owner' || (!field.system && (field.type === 'user' || field.type === 'users'))) &&
      !isBlank(record[field.key]),
  );
  if (people.length === 0) return null;
  return (
    <Panel title={t('record.people')}>
      <dl className="facts">
        {people.map((field) => (
          <div key={field.key} className="fact">
            <dt>{field.label}</dt>
            <dd>
              <FieldView field={field} value={record[field.key]} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
