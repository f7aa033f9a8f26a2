import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExpressionEditor } from '@/components/expression/expression-editor';
import type { DefaultKind } from '@/fields/settings';
import { fieldType } from '@/fields/registry';
import type { Field } from '@/lib/form-model';
import { useDoc, useStore } from '../designer-store';
import { useFields } from '../use-fields';
import { SettingRow } from '@/components/settings/setting-inputs';

const words = { today: 'today()', now: 'now()', me: 'createdBy' } as const;
const isExpression = (value: unknown): value is { expr: string } =>
  typeof value === 'object' && value !== null && 'expr' in value;

function kindOf(value: unknown, kinds: readonly DefaultKind[]): DefaultKind | 'none' {
  if (value === undefined || value === null) return 'none';
  if (!isExpression(value)) return 'constant';
  return (['today', 'now', 'me'] as const).find((kind) => kinds.includes(kind) && words[kind] === value.expr) ?? 'expression';
}

type Props = { field: Field; kinds: readonly DefaultKind[]; onChange: (value: unknown) => void };

/** What a new record begins with in this field. */
export function DefaultSetting({ field, kinds, onChange }: Props) {
  const { t } = useTranslation();
  const store = useStore();
  const doc = useDoc();
  const fields = useFields();
  const value = field.x.default;
  const [open, setOpen] = useState<DefaultKind | null>(null);
  const kind = value === undefined || value === null ? (open ?? 'none') : kindOf(value, kinds);
  const choose = (next: DefaultKind | 'none') => {
    setOpen(next === 'none' ? null : next);
    if (next === 'today' || next === 'now' || next === 'me') onChange({ expr: words[next] });
    else onChange(undefined);
  };
  const type = fieldType(field.type);
  return (
    <>
      <SettingRow label={t('setting.default')}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            value={kind}
            options={(['none', ...kinds] as const).map((option) => ({ value: option, label: t(`defaultKind.${option}`) }))}
            onChange={choose}
          />
        )}
      </SettingRow>
      {kind === 'constant' && (
        <div className="setting">
          <type.Input
            field={{ ...field, required: false, readOnly: false }}
            label={t('setting.defaultValue')}
            value={value ?? null}
            onChange={(next) => onChange(next ?? undefined)}
          />
        </div>
      )}
      {kind === 'expression' && (
        <div className="setting">
          <ExpressionEditor
            form={doc.$id}
            document={doc}
            fields={fields}
            field={field}
            use="default"
            hasRecords={store.published !== null}
            label={t('setting.defaultExpression')}
            value={isExpression(value) ? value.expr : ''}
            onChange={(expr) => onChange(expr === '' ? undefined : { expr })}
          />
        </div>
      )}
    </>
  );
}
