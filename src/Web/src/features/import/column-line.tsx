import { Select } from 'antd';
import { CircleCheck, CircleHelp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormModel, type Field, type FormModel } from '@/lib/form-model';
import { chooseField, chooseMatch, importable, isCertain, isLink, type Choices, type ColumnChoice } from './choices';

type Props = {
  model: FormModel;
  choice: ColumnChoice;
  samples: string[];
  choices: Choices;
  onChange: (choices: Choices) => void;
};

export function ColumnLine({ model, choice, samples, choices, onChange }: Props) {
  const { t } = useTranslation();
  const field = choice.field === null ? undefined : model.fields.get(choice.field);
  const target = field && isLink(field) ? (field.x.form ?? (field.type === 'relation' ? undefined : 'user')) : undefined;
  return (
    <div className="column-line">
      <div className="column-file">
        <strong>{choice.column}</strong>
        <span className="second">{samples.join(' · ')}</span>
      </div>
      <div className="column-target">
        <Select
          aria-label={t('import.fieldFor', { column: choice.column })}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('import.leaveOut')}
          value={choice.field ?? undefined}
          options={importable(model.fields).map((item) => ({ value: item.key, label: item.label }))}
          onChange={(next: string | undefined) => onChange(chooseField(choices, choice.column, next ?? null))}
        />
        <Confidence choice={choice} />
        {field && target && (
          <MatchField
            form={target}
            column={choice.column}
            value={choice.match}
            onChange={(match) => onChange(chooseMatch(choices, choice.column, match))}
          />
        )}
      </div>
    </div>
  );
}

function Confidence({ choice }: { choice: ColumnChoice }) {
  const { t } = useTranslation();
  if (choice.field === null || choice.confidence === null) return null;
  const sure = isCertain(choice.confidence);
  const text = t(sure ? 'import.sure' : 'import.unsure');
  return (
    <span className={sure ? 'confidence sure' : 'confidence'} title={text}>
      {sure ? <CircleCheck size={16} aria-hidden /> : <CircleHelp size={16} aria-hidden />}
      <span className={sure ? 'visually-hidden' : undefined}>{text}</span>
    </span>
  );
}

/** Without a choice the server matches by title, people by name or address. */
const matchTypes = new Set<Field['type']>(['text', 'email', 'phone', 'autoNumber', 'url']);
type MatchProps = { form: string; column: string; value: string | undefined; onChange: (match: string | undefined) => void };

function MatchField({ form, column, value, onChange }: MatchProps) {
  const { t } = useTranslation();
  const target = useFormModel(form);
  if (!target) return null;
  const by = (field: Field | undefined) => t('import.matchBy', { field: field?.label ?? '' });
  const usual = form === 'user' ? t('import.matchPerson') : by(target.fields.get(target.titleKey));
  const others = [...target.fields.values()].filter(
    (field) => !field.system && matchTypes.has(field.type) && (form === 'user' || field.key !== target.titleKey),
  );
  return (
    <Select
      aria-label={t('import.matchFor', { column })}
      className="match"
      variant="filled"
      popupMatchSelectWidth={false}
      value={value === undefined || (value === target.titleKey && form !== 'user') ? '' : value}
      options={[{ value: '', label: usual }, ...others.map((field) => ({ value: field.key, label: by(field) }))]}
      onChange={(next: string) => onChange(next || undefined)}
    />
  );
}
