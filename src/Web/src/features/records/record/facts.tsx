import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordData } from '@/api/types';
import { layoutFor } from '@/components/form/default-layout';
import { RecordHiddenNote } from '@/components/form/why/record-hidden-note';
import { WhyButton } from '@/components/form/why/why-button';
import { FieldView } from '@/fields/field-view';
import type { Field, FormModel } from '@/lib/form-model';
import { isBlank } from '@/lib/rules';
import { useText } from '@/lib/text';
import { Panel } from './panel';
import { sectionsOf, type Section } from './sections';

const RecordWhy = lazy(() => import('@/components/form/why/record-why').then((part) => ({ default: part.RecordWhy })));

/** What is known, in the sections of the form; blanks are folded away. */
export function Facts({ model, record }: { model: FormModel; record: RecordData }) {
  const { t } = useTranslation();
  const text = useText();
  const layout = useMemo(() => layoutFor(model, 'detail'), [model]);
  const sections = useMemo(() => sectionsOf(layout, (key) => record[key]), [layout, record]);
  const system: Section = {
    title: undefined,
    label: t('record.system'),
    keys: ['createdBy', 'createdAt', 'updatedBy', 'updatedAt'],
  };
  return (
    <>
      {[...sections, system].map((section, index) => (
        <FactSection
          key={index}
          title={text(section.title?.title, section.label) || t('record.facts')}
          keys={section.keys}
          model={model}
          record={record}
          first={index === 0}
        />
      ))}
      <RecordHiddenNote model={model} record={record} layout={layout} />
    </>
  );
}

type Props = { title: string; keys: string[]; model: FormModel; record: RecordData; first: boolean };

function FactSection({ title, keys, model, record, first }: Props) {
  const { t } = useTranslation();
  const [unfolded, setUnfolded] = useState(false);
  const fields = keys
    .map((key) => model.fields.get(key))
    .filter((field): field is Field => field !== undefined && field.type !== 'stage');
  const blanks = fields.filter((field) => isBlank(record[field.key]));
  const shown = unfolded ? fields : fields.filter((field) => !blanks.includes(field));
  if (fields.length === 0) return null;
  return (
    <Panel title={title} first={first}>
      <dl className="facts">
        {shown.map((field) => (
          <div key={field.key} className="fact">
            <dt>
              {field.x.formula === undefined && !field.masked ? (
                field.label
              ) : (
                <LabelWith label={field.label}>
                  <WhyButton>
                    {() => (
                      <Suspense>
                        <RecordWhy model={model} record={record} field={field} />
                      </Suspense>
                    )}
                  </WhyButton>
                </LabelWith>
              )}
            </dt>
            <dd>
              <FieldView field={field} value={record[field.key]} />
            </dd>
          </div>
        ))}
      </dl>
      {blanks.length > 0 && (
        <button type="button" className="link" onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? t('record.foldBlanks') : t('record.blanks', { count: blanks.length })}
        </button>
      )}
    </Panel>
  );
}

/** A label with a button that never stands on a line of its own: the last word, in Chinese the last character, comes along. */
function LabelWith({ label, children }: { label: string; children: ReactNode }) {
  const [last = ''] = /(\p{Script=Han}|[^\s\p{Script=Han}]+)$/u.exec(label) ?? [];
  return (
    <>
      {label.slice(0, label.length - last.length)}
      <span className="nowrap">
        {last}
        {children}
      </span>
    </>
  );
}
