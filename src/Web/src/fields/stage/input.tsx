import { Select } from 'antd';
import { stageColor, usePipeline } from '@/lib/stage';
import { useText } from '@/lib/text';
import { inputAttributes, type InputProps } from '../types';

function useStageOptions(pipelineKey: string | undefined) {
  const text = useText();
  return (usePipeline(pipelineKey)?.stages ?? []).map((stage) => ({
    value: stage.key,
    title: text(stage.title, stage.key),
    label: (
      <span className="choice">
        <i className="dot" style={{ background: stageColor(stage) }} />
        {text(stage.title, stage.key)}
      </span>
    ),
  }));
}

export function StageInput(props: InputProps) {
  return (
    <Select
      {...inputAttributes(props)}
      className="fill"
      options={useStageOptions(props.field.x.pipeline)}
      value={(props.value as string | null) ?? undefined}
      onChange={(value: string | undefined) => props.onChange(value ?? null)}
    />
  );
}

export function StageManyInput(props: InputProps) {
  return (
    <Select
      {...inputAttributes(props)}
      className="fill"
      mode="multiple"
      placeholder={props.placeholder}
      allowClear
      showSearch={{ optionFilterProp: 'title' }}
      options={useStageOptions(props.field.x.pipeline)}
      value={(props.value as string[] | null) ?? []}
      onChange={(value: string[]) => props.onChange(value.length ? value : null)}
    />
  );
}
