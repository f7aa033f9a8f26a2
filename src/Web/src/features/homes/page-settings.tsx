import { useTranslation } from 'react-i18next';
import type { HomeDocument, PublishedHome } from '@/api/homes';
import { RolesSetting } from '@/components/settings/roles-setting';
import { NumberSetting } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { useText } from '@/lib/text';
import { hiddenBy, overtakenBy } from './home-order';
import { useForWhom } from './use-for-whom';

type Props = {
  document: HomeDocument;
  homes: PublishedHome[];
  onChange: (changes: Partial<HomeDocument>, tag?: string) => void;
};

/** What the page is called, whose it is, and which one people get whom several would fit. */
export function PageSettings({ document, homes, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const forWhom = useForWhom();
  const before = overtakenBy(document, homes);
  const hidden = hiddenBy(document, homes);
  return (
    <section className="settings-body" aria-labelledby="home-page-settings">
      <h2 id="home-page-settings">{t('build.page')}</h2>
      <TextPair isName label={t('build.title')} value={document.title} onChange={(title) => onChange({ title }, 'page-title')} />
      <RolesSetting
        label={t('build.roles')}
        help={t('homes.rolesHelp')}
        value={document.roles}
        onChange={(roles) => onChange({ roles })}
      />
      <NumberSetting
        isWhole
        label={t('build.order')}
        help={t('homes.orderHelp')}
        value={document.order ?? 100}
        onChange={(order) => onChange({ order }, 'order')}
      />
      {before && (
        <p className="home-overtaken">
          {t('homes.overtaken', {
            page: text(before.title, before.key),
            whom: forWhom(before.roles),
            order: before.order ?? 100,
          })}
        </p>
      )}
      {hidden.length > 0 && (
        <p className="home-overtaken">
          {t('homes.hides', {
            pages: hidden
              .map((home) => t('homes.beginOf', { title: text(home.title, home.key), whom: forWhom(home.roles) }))
              .join(t('common.listSeparator')),
          })}
        </p>
      )}
    </section>
  );
}
