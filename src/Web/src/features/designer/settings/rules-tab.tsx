import { useTranslation } from 'react-i18next';
import type { FieldSchema } from '@/api/types';
import { ConditionEditor } from '@/components/condition/condition-editor';
import { RuleEditor } from '@/components/condition/rule-editor';
import { ExpressionEditor } from '@/components/expression/expression-editor';
import { useDesigner, useDoc, useStore } from '../designer-store';
import { detailOf, setField, setFieldRule } from '../document';
import { dropUndefined } from '@/lib/changed';
import { elementAt, findControl } from '../layout-tree';
import { useFields } from '../use-fields';

/** When a field is shown, required or locked. */
export function RulesTab({ fieldKey, schema }: { fieldKey: string; schema: FieldSchema }) {
  const { t } = useTranslation();
  const store = useStore();
  const fields = useFields();
  const others = fields.filter((field) => field.key !== fieldKey);
  const rule = useDesigner((state) => {
    const root = detailOf(state.doc());
    const path = findControl(root, fieldKey);
    return path && elementAt(root, path)?.rule;
  });
  const isPlaced = useDesigner((state) => findControl(detailOf(state.doc()), fieldKey) !== undefined);
  const isComputed = schema['x-field'].formula !== undefined || schema['x-field'].type === 'autoNumber';
  return (
    <div className="settings-body">
      <section>
        <h3>{t('rule.shown')}</h3>
        {isPlaced ? (
          <>
            <p className="second">{t('rule.shownHelp')}</p>
            <RuleEditor
              key={fieldKey}
              fields={others}
              rule={rule}
              onChange={(next) => store.edit((doc) => setFieldRule(doc, fieldKey, next), `rule:${fieldKey}`)}
            />
          </>
        ) : (
          <p className="second">{t('rule.notPlaced')}</p>
        )}
      </section>
      {!isComputed &&
        (['requiredWhen', 'readOnlyWhen'] as const).map((name) => (
          <section key={name}>
            <h3>{t(`rule.${name}`)}</h3>
            <p className="second">{t(`rule.${name}Help`)}</p>
            <ConditionEditor
              key={fieldKey}
              fields={fields}
              source={schema['x-field'][name]}
              onChange={(source) =>
                store.edit(
                  (doc) =>
                    setField(doc, fieldKey, (now) => ({
                      ...now,
                      'x-field': dropUndefined({ ...now['x-field'], [name]: source }),
                    })),
                  `${name}:${fieldKey}`,
                )
              }
              editor={(source, onChange) => <ConditionText label={t(`rule.${name}`)} source={source} onChange={onChange} />}
            />
          </section>
        ))}
    </div>
  );
}

function ConditionText({
  label,
  source,
  onChange,
}: {
  label: string;
  source: string;
  onChange: (source: string | undefined) => void;
}) {
  const store = useStore();
  const doc = useDoc();
  return (
    <ExpressionEditor
      form={doc.$id}
      document={doc}
      fields={useFields()}
      use="condition"
      hasRecords={store.published !== null}
      label={label}
      value={source}
      onChange={(next) => onChange(next.trim() === '' ? undefined : next)}
    />
  );
}
