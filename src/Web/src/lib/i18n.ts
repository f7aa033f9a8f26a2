import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import { setRequestLanguage } from '@/api/client';
import type { Language } from '@/api/types';

const storageKey = 'language';
export const languages: { key: Language; name: string }[] = [
  { key: 'zh-CN', name: '中文' },
  { key: 'en', name: 'English' },
];

/** The reader's own language first, for texts that are written in both. */
export const ownFirst = () => {
  const own = toLanguage(i18n.language);
  return languages.toSorted((a, b) => Number(b.key === own) - Number(a.key === own));
};

type Texts = { default: Record<string, string> };
const loaders: Record<Language, () => Promise<Texts>> = {
  'zh-CN': () => import('@/locales/zh-CN.json'),
  en: () => import('@/locales/en.json'),
};
/** The texts of building, templates and import, which most people never need. */
const buildLoaders: Record<Language, () => Promise<Texts>> = {
  'zh-CN': () => import('@/locales/build/zh-CN.json'),
  en: () => import('@/locales/build/en.json'),
};
let isBuilding = false;

export const toLanguage = (tag: string | null | undefined): Language => (tag?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en');

function rememberedLanguage(): Language {
  return toLanguage(localStorage.getItem(storageKey) ?? navigator.language);
}

/** Fetches a language beside the one shown, for texts that are written in both. */
export async function loadLanguage(language: Language): Promise<void> {
  if (!i18n.hasResourceBundle(language, 'translation'))
    i18n.addResourceBundle(language, 'translation', (await loaders[language]()).default);
  if (isBuilding) i18n.addResourceBundle(language, 'translation', (await buildLoaders[language]()).default, true);
}

/** Before the first screen on which something is built. */
export async function loadBuildTexts(): Promise<void> {
  isBuilding = true;
  await loadLanguage(toLanguage(i18n.language));
}

export async function changeLanguage(language: Language): Promise<void> {
  await loadLanguage(language);
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  setRequestLanguage(language);
  if (i18n.language !== language) await i18n.changeLanguage(language);
}

export async function startI18n(): Promise<void> {
  const language = rememberedLanguage();
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { [language]: { translation: (await loaders[language]()).default } },
  });
  await changeLanguage(language);
}
