import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { formsQuery } from '@/api/forms';
import type { FormModel } from '@/lib/form-model';
import { pickText, currentLanguage } from '@/lib/text';
import { isRef, titleQuery } from '@/lib/titles';
import type { FormStore } from './form-store';

/** Puts values into `{account} · {product}`; a blank part drops together with its separator. */
export function composeName(template: string, parts: Record<string, string>): string {
  const pieces = template.split(/(\{[a-z0-9_.]+\})/);
  let text = '';
  let separator = '';
  for (const piece of pieces) {
    const key = /^\{(.+)\}$/.exec(piece)?.[1];
    if (key === undefined) {
      separator = piece;
      continue;
    }
    if (parts[key]) text += (text ? separator : '') + parts[key];
    separator = '';
  }
  return text;
}

/** Suggests the title of a new record from its other fields, as the form's `nameFrom` says. */
export function useNameSuggestion(store: FormStore, model: FormModel | undefined) {
  const client = useQueryClient();
  useEffect(() => {
    const template = model?.document['x-form'].nameFrom;
    if (!model || !template) return;
    const keys = [...template.matchAll(/\{([a-z0-9_]+)/g)].map((match) => match[1] ?? '');
    const titleKeyOf = (form: string) =>
      client.getQueryData(formsQuery.queryKey)?.find((info) => info.key === form)?.recordTitle ?? 'name';
    let run = 0;
    const textOf = async (key: string): Promise<string> => {
      const field = model.fields.get(key);
      const value = store.value(key);
      if (value === null || !field) return '';
      const ref = isRef(value)
        ? value
        : field.type === 'user'
          ? { form: 'user', id: value as number }
          : { form: field.x.form, id: value as number };
      if (ref.form && typeof ref.id === 'number')
        return client.fetchQuery(titleQuery(ref.form, ref.id, titleKeyOf(ref.form))).catch(() => '');
      const option = field.x.options?.find((item) => item.key === value);
      return option ? pickText(option.title, currentLanguage(), option.key) : String(value);
    };
    const suggest = async () => {
      const mine = ++run;
      const parts = Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await textOf(key)] as const)));
      const name = composeName(template, parts);
      if (mine === run && name) store.suggest(model.titleKey, name);
    };
    const ends = keys.map((key) => store.subscribeTo(key)(() => void suggest()));
    void suggest();
    return () => ends.forEach((end) => end());
  }, [client, store, model]);
}
