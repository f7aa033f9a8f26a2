import { Button, Modal } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ConditionEditor } from '@/components/condition/condition-editor';
import { ExpressionEditor } from '@/components/expression/expression-editor';
import { Loading } from '@/components/states';
import { useFormModel } from '@/lib/form-model';

type Props = { form: string; title: string; when: string; onChange: (when: string) => void; onClose: () => void };

/** Which records of a form a role reaches, in rows or as text. */
export function ConditionDialog({ form, title, when, onChange, onClose }: Props) {
  const { t } = useTranslation();
  const model = useFormModel(form);
  const fields = useMemo(() => [...(model?.fields.values() ?? [])], [model]);
  return (
    <Modal
      open
      width={560}
      title={title}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('builder.done')}
        </Button>
      }
    >
      <p className="second">{t('roles.conditionHint')}</p>
      {model ? (
        <ConditionEditor
          fields={fields}
          source={when || undefined}
          onChange={(source) => onChange(source ?? '')}
          editor={(text, change) => (
            <ExpressionEditor
              form={form}
              fields={fields}
              use="rows"
              hasRecords
              label={t('roles.condition')}
              value={text}
              onChange={(next) => change(next.trim() === '' ? undefined : next)}
            />
          )}
        />
      ) : (
        <Loading rows={3} />
      )}
    </Modal>
  );
}
