import { startTransition, useEffect, useId, useMemo, useState, type ReactNode } from 'react';
import type { LayoutElement, Titles } from '@/api/types';
import type { FormModel } from '@/lib/form-model';
import { TitlesContext } from '@/lib/titles';
import { firstPart } from './first-part';
import { FormScope } from './form-scope';
import type { FormStore } from './form-store';
import './form.css';
import { Layout } from './layout';
import { useFormRules, type Draft } from './use-form-rules';
import { HiddenNote } from './why/hidden-note';

type Props = {
  model: FormModel;
  store: FormStore;
  layout: LayoutElement;
  titles?: Titles;
  /** Fields that must be filled beyond those the form itself requires. */
  alsoRequired?: ReadonlySet<string>;
  draft?: Draft;
  onSubmit: () => void;
  children?: ReactNode;
};
const noTitles: Titles = {};

/** The fields of a layout around a store; what happens on saving is the caller's business. */
export function RecordForm({ model, store, layout, titles, alsoRequired, draft, onSubmit, children }: Props) {
  const idPrefix = useId();
  const rules = useFormRules(store, model, alsoRequired, draft);
  const context = useMemo(() => ({ store, model, idPrefix, alsoRequired, rules }), [store, model, idPrefix, alsoRequired, rules]);
  const start = useMemo(() => firstPart(layout), [layout]);
  const [isWhole, setWhole] = useState(start === layout);
  useEffect(() => startTransition(() => setWhole(true)), []);
  return (
    <FormScope value={context}>
      <TitlesContext value={titles ?? noTitles}>
        <form
          className="record-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            onSubmit();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit();
          }}
        >
          <Layout element={isWhole ? layout : start} />
          <HiddenNote layout={layout} />
          {children}
        </form>
      </TitlesContext>
    </FormScope>
  );
}
