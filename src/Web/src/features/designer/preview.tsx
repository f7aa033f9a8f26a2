import { useQuery } from '@tanstack/react-query';
import { Drawer, Empty, Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftRulesQuery, readDefinition } from '@/api/definitions';
import { rolesQuery, type RoleDocument } from '@/api/roles';
import type { FormDocument, Language, Text } from '@/api/types';
import { constantDefaults } from '@/components/form/constant-defaults';
import { layoutFor } from '@/components/form/default-layout';
import { FormStore } from '@/components/form/form-store';
import { RecordForm } from '@/components/form/record-form';
import { buildModel } from '@/lib/form-model';
import { currentLanguage, pickText, useText } from '@/lib/text';
import { useDebounced } from '@/lib/use-debounced';
import { useDoc } from './designer-store';
import { PreviewLanguage } from './preview-language';
import { accessOf, rulesFor, type Purpose } from './preview-role';

const isText = (value: unknown): value is Text =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length > 0 &&
  Object.keys(value).every((name) => name === 'en' || name === 'zh-CN');

/** The document with every text in one language, so that a form in it shows as readers of that language see it. */
export function inLanguage<T>(value: T, language: Language): T {
  if (Array.isArray(value)) return value.map((item) => inLanguage(item as unknown, language)) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (isText(value)) {
    const text = pickText(value, language);
    return { en: text, 'zh-CN': text } as T;
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inLanguage(item as unknown, language)])) as T;
}

/** The form to be tried, in either language, at the width of a phone, and as people with a role see it. Nothing is saved. */
export function Preview({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const doc = useDoc();
  const [language, setLanguage] = useState<Language>(currentLanguage());
  const [width, setWidth] = useState<'phone' | 'wide'>('wide');
  const [purpose, setPurpose] = useState<Purpose>('detail');
  const [role, setRole] = useState('');
  // With the constants that the create form begins with.
  const [values] = useState(() => new FormStore({}, constantDefaults(buildModel(doc, undefined, language))));
  const text = useText();
  const roles = (useQuery(rolesQuery).data ?? []).filter((known) => !known.builtIn);
  const chosen = useQuery({
    queryKey: ['roles', role],
    queryFn: async () => (await readDefinition<RoleDocument>('roles', role))?.document ?? null,
    enabled: role !== '',
  }).data;
  const access = useMemo(() => (role === '' ? {} : chosen && accessOf(chosen, doc, purpose)), [role, chosen, doc, purpose]);
  const model = useMemo(
    () => buildModel(inLanguage<FormDocument>(doc, language), undefined, language, access ?? {}),
    [doc, language, access],
  );
  const known = useQuery(draftRulesQuery(useDebounced(doc, 300))).data;
  const draft = useMemo(() => ({ rules: known && rulesFor(known, access ?? {}) }), [known, access]);
  return (
    <Drawer open size="min(960px, 100vw)" title={t('preview.title')} onClose={onClose}>
      <div className="preview-bar">
        <Segmented
          aria-label={t('preview.language')}
          value={language}
          options={(['en', 'zh-CN'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
          onChange={setLanguage}
        />
        <Segmented
          aria-label={t('preview.width')}
          value={width}
          options={(['wide', 'phone'] as const).map((value) => ({ value, label: t(`preview.${value}`) }))}
          onChange={setWidth}
        />
        <Segmented
          aria-label={t('preview.purpose')}
          value={purpose}
          options={(['detail', 'create'] as const).map((value) => ({ value, label: t(`preview.${value}`) }))}
          onChange={setPurpose}
        />
        {roles.length > 0 && (
          <Select
            aria-label={t('preview.role')}
            className="preview-role"
            value={role}
            showSearch={{ optionFilterProp: 'label' }}
            options={[
              { value: '', label: t('preview.anyRole') },
              ...roles.map((known) => ({ value: known.key, label: t('preview.asRole', { role: text(known.title, known.key) }) })),
            ]}
            onChange={setRole}
          />
        )}
      </div>
      <div className={`preview-sheet ${width}`} lang={language}>
        <PreviewLanguage language={language}>
          {access ? (
            <RecordForm
              key={language + purpose + role}
              model={model}
              store={values}
              layout={layoutFor(model, purpose)}
              draft={draft}
              onSubmit={() => values.attempt()}
            />
          ) : (
            access === null && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(`preview.${purpose}Denied`)} />
          )}
        </PreviewLanguage>
      </div>
      <p className="second">{t('preview.hint')}</p>
    </Drawer>
  );
}
