import { ConditionEditor } from '@/components/condition/condition-editor';
import { ExpressionEditor } from '@/components/expression/expression-editor';
import { usePipelineDesign } from './pipeline-context';

type Props = { label: string; source: string | undefined; onChange: (source: string | undefined) => void };

/** A condition on a record of the pipeline's form, in rows or as text. */
export function ConditionSetting({ label, source, onChange }: Props) {
  const { fields, model } = usePipelineDesign();
  return (
    <ConditionEditor
      fields={fields}
      source={source}
      onChange={onChange}
      editor={(text, change) => (
        <ExpressionEditor
          form={model.key}
          fields={fields}
          use="condition"
          hasRecords
          label={label}
          value={text}
          onChange={(next) => change(next.trim() === '' ? undefined : next)}
        />
      )}
    />
  );
}
