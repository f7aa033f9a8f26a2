import type { Session } from '@/api/types';
import { setAppearance } from './appearance';
import { setAppZone, setTimeZone } from './dates';
import { changeLanguage } from './i18n';

/** Takes over the person's own settings; they win over what this device remembered. */
export async function applySession(session: Session) {
  const { locale, timeZone, theme, density } = session.user;
  setAppZone(session.app.timeZone);
  setTimeZone(timeZone ?? session.app.timeZone);
  setAppearance({ ...(theme ? { theme } : {}), ...(density ? { density } : {}) });
  if (locale) await changeLanguage(locale);
}
