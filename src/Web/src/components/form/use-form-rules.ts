import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormRules } from '@/api/expression';
import { formQuery, pipelinesQuery, rulesQuery } from '@/api/forms';
import { recordQuery } from '@/api/records';
import { sessionQuery } from '@/api/session';
import type { Session } from '@/api/types';
import { formatDate, inZone, today } from '@/lib/dates';
import type { FormModel } from '@/lib/form-model';
import { currentLanguage } from '@/lib/text';
import type { FormStore } from './form-store';

// Asked for with the rules, not after them.
const machinery = () => Promise.all([import('./form-logic'), import('./record-context'), import('@/lib/expression/values')]);

/** A form that is being designed: its rules are none of the published ones, and are missing until they are known. */
export type Draft = { rules: FormRules | undefined };

/** Lets the rules of the form answer while one types; the interpreter comes with the first form that is filled in. */
export function useFormRules(store: FormStore, model: FormModel, alsoRequired: ReadonlySet<string> | undefined, draft?: Draft) {
  const client = useQueryClient();
  const { t } = useTranslation();
  const { data: published } = useQuery({ ...rulesQuery(model.key), enabled: !draft });
  const rules = draft ? draft.rules : published;
  const { data: pipelines } = useQuery(pipelinesQuery);
  const [loading] = useState(machinery);
  useEffect(() => {
    if (!rules || !pipelines) return;
    let isGone = false;
    void loading.then(([{ FormLogic }, { RecordContext }, { unknown }]) => {
      if (isGone) return;
      const session = client.getQueryData(sessionQuery.queryKey);
      const say = (code: 'required' | 'readOnly', key: string) =>
        t(`refusal.${code}`, { label: model.fields.get(key)?.label ?? key });
      const sayLimit = (code: 'earliest' | 'latest', key: string, day: string) =>
        t(`refusal.${code}`, { label: model.fields.get(key)?.label ?? key, day: formatDate(day, currentLanguage()) });
      const around = { model, store, rules, alsoRequired, say, sayLimit };
      const world = {
        me: session?.user,
        today: () => dayIn(session),
        now: () => Date.now(),
        pipelines,
        related: relatedOf(client, store, unknown),
      };
      store.attach(new FormLogic(around, (logic) => new RecordContext(around, world, logic)));
    });
    return () => {
      isGone = true;
    };
  }, [client, store, model, rules, pipelines, alsoRequired, t, loading]);
  return rules;
}

// Today is that of the installation, whatever the zone of the person is.
const dayIn = (session: Session | undefined) =>
  session ? inZone(Date.now(), session.app.timeZone).format('YYYY-MM-DD') : today();

/** Reads fields of related records from what is known, and asks once for a record that is not. */
function relatedOf(client: QueryClient, store: FormStore, unknown: symbol) {
  const asked = new Set<string>();
  return (relation: string, form: string, id: number, key: string): unknown => {
    const record = client.getQueryData(recordQuery(form, id).queryKey);
    const document = client.getQueryData(formQuery(form).queryKey);
    if (!record || !document) {
      const name = `${form} ${id}`;
      if (!asked.has(name))
        void Promise.all([client.fetchQuery(recordQuery(form, id)), client.fetchQuery(formQuery(form))])
          .then(() => store.refresh(relation))
          .catch(() => undefined); // not theirs to read: only the server can tell
      asked.add(name);
      return unknown;
    }
    // What is computed when read was computed for this reader.
    if (document.properties[key]?.['x-field'].stored === false) return unknown;
    return key in record ? record[key] : unknown;
  };
}
