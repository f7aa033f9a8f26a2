import { Drawer, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormDocument, Language, Text } from '@/api/types';
import { layoutFor } from '@/components/form/default-layout';
import { FormStore } from '@/components/form/form-store';
import { RecordForm } from '@/components/form/record-form';
import { buildModel } from '@/lib/form-model';
import { currentLanguage, pickText } from '@/lib/text';
import { useStore } from './designer-store';

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

/** The form to be tried, in either language and at the width of a phone. Nothing is saved. */
export function Preview({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const store = useStore();
  const [language, setLanguage] = useState<Language>(currentLanguage());
  const [width, setWidth] = useState<'phone' | 'wide'>('wide');
  const [purpose, setPurpose] = useState<'create' | 'detail'>('detail');
  const [values] = useState(() => new FormStore());
  const model = useMemo(
    () => buildModel(inLanguage<FormDocument>(store.doc(), language), undefined, language),
    [store, language],
  );
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
      </div>
      <div className={`preview-sheet ${width}`} lang={language}>
        <RecordForm
          key={language + purpose}
          model={model}
          store={values}
          layout={layoutFor(model, purpose)}
          isDraft
          onSubmit={() => undefined}
        />
      </div>
      <p className="second">{t('preview.hint')}</p>
    </Drawer>
  );
}
