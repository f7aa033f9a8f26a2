import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { functionsQuery } from '@/api/definitions';
import { formQuery, formsQuery, pipelinesQuery } from '@/api/forms';
import type { FormDocument } from '@/api/types';
import { buildModel, type Field } from '@/lib/form-model';
import { currentLanguage, formTitle, pickText } from '@/lib/text';
import { suggest, type Suggestions, type Surroundings } from './completion';

/** Answers what may stand at a place of an expression; other forms are fetched when it leads into them. */
export function useCompletion(
  form: string,
  fields: readonly Field[],
  document: FormDocument | undefined,
): (text: string, at: number) => Promise<Suggestions | null> {
  const client = useQueryClient();
  const { t } = useTranslation();
  const functions = useQuery(functionsQuery).data;
  const pipelines = useQuery(pipelinesQuery).data;
  const language = currentLanguage();
  return useMemo(() => {
    const read = (key: string) => client.ensureQueryData(formQuery(key)).catch(() => undefined);
    // What every record has, beside the fields that are given.
    const system = [...buildModel(emptyForm, undefined, language).fields.values()];
    const around: Surroundings = {
      form,
      fields: [...fields, ...system.filter((member) => !fields.some((field) => field.key === member.key))],
      functions: functions ?? [],
      pipelines: pipelines ?? [],
      membersOf: async (key) => {
        const other = await read(key);
        return other ? [...buildModel(other, undefined, language).fields.values()] : [];
      },
      documents: async () => {
        const infos = await client.ensureQueryData(formsQuery).catch(() => []);
        const others = await Promise.all(infos.filter((info) => info.key !== document?.$id).map((info) => read(info.key)));
        return [...(document ? [document] : []), ...others.filter((other) => other !== undefined)];
      },
      formTitle: (other) => formTitle(other, language),
      optionTitle: (title) => pickText(title, language),
      words: {
        stage: {
          kind: t('expression.stage.kind'),
          category: t('expression.stage.category'),
          days: t('why.stageMember.days'),
          limit: t('why.stageMember.limit'),
          order: t('why.stageMember.order'),
          probability: t('why.stageMember.probability'),
        },
        kinds: { open: t('stage.open'), won: t('stage.won'), lost: t('stage.lost') },
        outer: t('expression.outer'),
      },
    };
    return (text: string, at: number) => suggest(text, at, around);
  }, [client, t, functions, pipelines, language, form, fields, document]);
}

const emptyForm: FormDocument = { $id: '', title: '', properties: {}, 'x-form': { title: {}, recordTitle: '' } };
