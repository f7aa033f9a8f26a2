import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A definition that is only designed so far, in the list of its kind; `children` is the link to it. */
export function UnpublishedLine({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <li>
      {children}
      <span />
      <span className="second">{t('build.notPublished')}</span>
      <span>
        <em className="draft-mark">{t('build.draft')}</em>
      </span>
      <span />
    </li>
  );
}
