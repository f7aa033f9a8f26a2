import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formQuery, useForms, usePipelines } from '@/api/forms';
import type { Text } from '@/api/types';
import { buildModel, useFormModel, type Field, type FormModel } from '@/lib/form-model';
import { currentLanguage } from '@/lib/text';

/** What a filter on a form may ask about: its own fields and, one step away, those of the records it points to. */
export const useMembers = (form: string): Map<string, Field> => useMembersOf(useFormModel(form));

/** The same of a form that need not be published. */
export function useMembersOf(model: FormModel | undefined): Map<string, Field> {
  const { t } = useTranslation();
  const language = currentLanguage();
  const infos = useForms();
  const pipelines = usePipelines();
  const links = [...(model?.fields.values() ?? [])].filter((field) => targetOf(field));
  const targets = useQueries({
    queries: [...new Set(links.map((field) => targetOf(field) ?? ''))]
      .filter((key) => key !== model?.key)
      .map((key) => formQuery(key)),
    combine: (results) => results.map((result) => result.data).filter((data) => data !== undefined),
  });
  return useMemo(() => {
    const members = new Map<string, Field>();
    for (const field of model?.fields.values() ?? []) {
      if (field.masked) continue;
      members.set(field.key, field);
      if (field.type !== 'stage') continue;
      members.set(`${field.key}.kind`, stageKind(field, t));
      members.set(`${field.key}.from`, stageBefore(field, t));
      const categories = pipelines.find((pipeline) => pipeline.key === field.x.pipeline)?.categories ?? [];
      if (categories.length > 0) members.set(`${field.key}.category`, stageCategory(field, categories, t));
      const owner = model?.fields.get('owner');
      if (owner) members.set(`${field.key}.owner`, { ...owner, key: `${field.key}.owner`, label: t('stage.owner') });
    }
    for (const link of links) {
      const document = targetOf(link) === model?.key ? model?.document : targets.find((item) => item.$id === targetOf(link));
      if (!document) continue;
      const target = buildModel(
        document,
        infos.find((info) => info.key === document.$id),
        language,
      );
      for (const field of target.fields.values())
        if (!field.system && !field.masked)
          members.set(`${link.key}.${field.key}`, {
            ...field,
            key: `${link.key}.${field.key}`,
            label: `${link.label} · ${field.label}`,
          });
    }
    return members;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- links follow from the model
  }, [model, targets, infos, pipelines, language, t]);
}

const targetOf = (field: Field) => (field.type === 'user' ? 'user' : field.type === 'relation' ? field.x.form : undefined);

const stageBefore = (field: Field, t: (key: string) => string): Field => ({
  ...field,
  key: `${field.key}.from`,
  label: t('stage.from'),
});

function stageKind(field: Field, t: (key: string) => string): Field {
  const kinds = ['open', 'won', 'lost'] as const;
  const options = kinds.map((key) => ({ key, title: { en: t(`stage.${key}`), 'zh-CN': t(`stage.${key}`) } }));
  return {
    ...field,
    key: `${field.key}.kind`,
    type: 'select',
    label: `${field.label} · ${t('stage.kind')}`,
    x: { type: 'select', title: {}, options },
  };
}

function stageCategory(field: Field, options: { key: string; title: Text }[], t: (key: string) => string): Field {
  return {
    ...field,
    key: `${field.key}.category`,
    type: 'select',
    label: t('stage.category'),
    x: { type: 'select', title: {}, options },
  };
}
