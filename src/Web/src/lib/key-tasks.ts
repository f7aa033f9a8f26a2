import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePipelines } from '@/api/forms';
import type { Language, Pipeline, Text } from '@/api/types';
import { currentLanguage, pickText } from './text';

/**
 * Titles of a form's to-dos as someone reads them: a key task that kept the name its pipeline gave it speaks the reader's
 * language, whoever's it was created in; anything else stays as it was written.
 */
export function todoTitles(pipelines: readonly Pipeline[], form: string, language: Language): (stored: string) => string {
  const names = new Map<string, Text>();
  for (const pipeline of pipelines.filter((item) => item.taskForm?.form === form))
    for (const { title } of pipeline.stages.flatMap((stage) => stage.tasks ?? []))
      for (const name of Object.values(title)) names.set(name, title);
  return (stored) => pickText(names.get(stored), language, stored);
}

/** The same for who is here; the same function until pipelines or language change. */
export function useTodoTitle(form: string): (stored: string) => string {
  useTranslation();
  const pipelines = usePipelines();
  const language = currentLanguage();
  return useMemo(() => todoTitles(pipelines, form, language), [pipelines, form, language]);
}
