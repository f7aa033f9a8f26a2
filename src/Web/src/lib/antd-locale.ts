import type { Locale } from 'antd/es/locale';
import { useEffect, useState } from 'react';
import type { Language } from '@/api/types';

const locales: Record<Language, () => Promise<{ default: unknown }>> = {
  'zh-CN': () => import('antd/locale/zh_CN'),
  en: () => import('antd/locale/en_US'),
};

/** The words that antd itself brings; each language is fetched when it is first shown. */
export function useAntdLocale(language: Language): Locale | undefined {
  const [locale, setLocale] = useState<Locale>();
  useEffect(() => {
    let current = true;
    void locales[language]().then((module) => {
      // Bundlers differ in how they wrap antd's CommonJS locale files.
      const outer = module.default as Locale & { default?: Locale };
      if (current) setLocale(outer.default ?? outer);
    });
    return () => {
      current = false;
    };
  }, [language]);
  return locale;
}
