import { useQuery } from '@tanstack/react-query';
import i18n from 'i18next';
import { useEffect, useMemo, useState } from 'react';
import { metricsQuery } from '@/api/reports';
import { useFormInfo } from '@/api/forms';
import type { Language } from '@/api/types';
import type { Field } from '@/lib/form-model';
import { languages, loadLanguage } from '@/lib/i18n';
import { currentLanguage, fieldTitle, formPlural, pickText } from '@/lib/text';
import type { Names } from './words';

const stageParts: Record<string, string> = {
  kind: 'stage.kind',
  from: 'stage.from',
  category: 'stage.category',
  owner: 'stage.owner',
};

/** What a member is called in a language; one of a related record says whose it is. */
function memberName(members: Map<string, Field>, path: string, language: Language, t: Names['t']): string {
  const field = members.get(path);
  if (!field) return path;
  const [first = path, last] = path.split('.');
  if (last === undefined) return field.system ? t(`system.${path}`) : fieldTitle(field.schema, path, language);
  const link = members.get(first);
  const stagePart = link?.type === 'stage' ? stageParts[last] : undefined;
  if (stagePart) return last === 'kind' ? `${memberName(members, first, language, t)} · ${t(stagePart)}` : t(stagePart);
  return `${memberName(members, first, language, t)} · ${fieldTitle(field.schema, last, language)}`;
}

/** Names in both languages, the current one first; the other follows as soon as its texts are there. */
export function useNames(source: string, members: Map<string, Field>): Names[] {
  const info = useFormInfo(source);
  const metrics = useQuery(metricsQuery).data;
  const [loaded, setLoaded] = useState(() => languages.every(({ key }) => i18n.hasResourceBundle(key, 'translation')));
  const current = currentLanguage();
  useEffect(() => {
    void Promise.all(languages.map(({ key }) => loadLanguage(key))).then(() => setLoaded(true));
  }, []);
  return useMemo(() => {
    const known = languages.map(({ key }) => key).filter((key) => loaded || key === current);
    return known
      .toSorted((a, b) => Number(b === current) - Number(a === current))
      .map((language) => {
        const t = i18n.getFixedT(language) as unknown as Names['t'];
        return {
          language,
          t,
          member: (path: string) => memberName(members, path, language, t),
          records: formPlural(info, language),
          metric: (key: string) => {
            const found = metrics?.find((metric) => metric.key === key);
            return found && pickText(found.title, language, key);
          },
        };
      });
  }, [members, info, metrics, loaded, current]);
}
