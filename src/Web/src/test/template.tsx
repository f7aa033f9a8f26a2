import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { vi } from 'vitest';
import { formQuery, formsQuery, pipelinesQuery } from '@/api/forms';
import { rolesQuery, type RoleDocument, type RoleInfo } from '@/api/roles';
import type { FormDocument, FormInfo, Pipeline } from '@/api/types';
import { languages, loadBuildTexts, loadLanguage, startI18n } from '@/lib/i18n';

const folder = join(process.cwd(), '../../templates/opportunity');
/** The shipped documents of one kind. */
export const template = <T,>(kind: string) =>
  readdirSync(join(folder, kind)).map((file) => JSON.parse(readFileSync(join(folder, kind, file), 'utf8')) as T);

export const forms = template<FormDocument>('forms');
const infos = forms.map((doc): Partial<FormInfo> => ({
  key: doc.$id,
  title: doc['x-form'].title,
  recordTitle: 'name',
  order: 1,
}));
const roles = template<RoleDocument>('roles').map(({ key, title }): Partial<RoleInfo> => ({
  key,
  title: title as RoleInfo['title'],
}));

/** What is in the cache is all there is. */
export const client = new QueryClient({ defaultOptions: { queries: { enabled: false, gcTime: Infinity } } });
client.setQueryData(formsQuery.queryKey, infos as FormInfo[]);
client.setQueryData(pipelinesQuery.queryKey, template<Pipeline>('pipelines'));
client.setQueryData(rolesQuery.queryKey, roles as RoleInfo[]);
for (const doc of forms) client.setQueryData(formQuery(doc.$id).queryKey, doc);

/** Before the first look: texts are written in both languages. */
export async function begin() {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  // Expressions would be checked by a server; there is none.
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  await startI18n();
  await loadBuildTexts();
  await Promise.all(languages.map(({ key }) => loadLanguage(key)));
}

/** How settings look. */
export function look(settings: ReactNode): string {
  const box = document.createElement('div');
  const root = createRoot(box);
  act(() => root.render(<QueryClientProvider client={client}>{settings}</QueryClientProvider>));
  const html = box.innerHTML;
  act(() => root.unmount());
  // Ids are numbered on and on.
  return html.replace(/ (id|for|name|aria-(labelledby|describedby|controls|owns))="[^"]*"/g, '');
}
