import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormDocument } from '@/api/types';
import { ExpressionEditor } from '@/components/expression/expression-editor';
import type { DefaultKind } from '@/fields/settings';
import { fieldType } from '@/fields/registry';
import type { Field } from '@/lib/form-model';
import { useDoc, useStore } from '../designer-store';
import { useFields } from '../use-fields';
import { exprOf, parentDefault, parentsOf } from './parent-default';
import { ParentSetting } from './parent-setting';
import { SettingRow } from '@/components/settings/setting-inputs';

const words = { today: 'today()', now: 'now()', me: 'createdBy' } as const;
type Kind = DefaultKind | 'parent';

function kindOf(value: unknown, kinds: readonly DefaultKind[], doc: FormDocument): Kind | 'none' {
  if (value === undefined || value === null) return 'none';
  const expr = exprOf(value);
  if (expr === undefined) return 'constant';
  if (parentDefault(value, doc)) return 'parent';
  return (['today', 'now', 'me'] as const).find((kind) => kinds.includes(kind) && words[kind] === expr) ?? 'expression';
}

type Props = { field: Field; kinds: readonly DefaultKind[]; onChange: (value: unknown) => void };

/** What a new record begins with in this field. */
export function DefaultSetting({ field, kinds, onChange }: Props) {
  const { t } = useTranslation();
  const store = useStore();
  const doc = useDoc();
  const fields = useFields();
  const value = field.x.default;
  const [open, setOpen] = useState<Kind | null>(null);
  // An expression that is being written stays one, also while it reads like a path to the parent.
  const told = kindOf(value, kinds, doc);
  const kind = told === 'none' ? (open ?? 'none') : told === 'parent' && open === 'expression' ? 'expression' : told;
  const parent = parentDefault(value, doc);
  const offered: Kind[] = [...kinds];
  if (parent || parentsOf(doc, field.key).length > 0) offered.splice(kinds.indexOf('expression'), 0, 'parent');
  const schema = doc.properties[field.key];
  const choose = (next: Kind | 'none') => {
    setOpen(next === 'none' ? null : next);
    if (next === 'today' || next === 'now' || next === 'me') onChange({ expr: words[next] });
    else if (value !== undefined) onChange(undefined);
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
            options={(['none', ...offered] as const).map((option) => ({ value: option, label: t(`defaultKind.${option}`) }))}
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
      {kind === 'parent' && schema && (
        <ParentSetting
          fieldKey={field.key}
          schema={schema}
          value={parent}
          onChange={(next) => {
            setOpen('parent');
            onChange(next && { expr: `${next.relation}.${next.field}` });
          }}
        />
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
            value={exprOf(value) ?? ''}
            onChange={(expr) => onChange(expr === '' ? undefined : { expr })}
          />
        </div>
      )}
    </>
  );
}
