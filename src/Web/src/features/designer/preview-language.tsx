import { ConfigProvider } from 'antd';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import type { Language } from '@/api/types';
import { useAntdLocale } from '@/lib/antd-locale';
import { loadLanguage } from '@/lib/i18n';

/** Shows what is inside in a language other than the reader's: the built-in words too, not only the labels that were written. */
export function PreviewLanguage({ language, children }: { language: Language; children: ReactNode }) {
  const { i18n } = useTranslation();
  const [loaded, setLoaded] = useState(i18n.language);
  useEffect(() => {
    let isGone = false;
    void loadLanguage(language).then(() => !isGone && setLoaded(language));
    return () => {
      isGone = true;
    };
  }, [language]);
  // Until its texts are there, and for who sees it in their own language anyway, as everything around it.
  const isOther = loaded === language && i18n.language !== language;
  const shown = useMemo(() => (isOther ? i18n.cloneInstance({ lng: language }) : i18n), [i18n, language, isOther]);
  const locale = useAntdLocale(language);
  return (
    <I18nextProvider i18n={shown}>
      <ConfigProvider locale={locale}>{children}</ConfigProvider>
    </I18nextProvider>
  );
}
