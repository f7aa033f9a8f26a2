import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { draftsQuery } from '@/api/definitions';
import { homesQuery } from '@/api/homes';
import { rolesQuery } from '@/api/roles';
import { Empty, Failed, Loading } from '@/components/states';
import { useText } from '@/lib/text';

/** The first pages, in the order in which they are tried for a person. */
export function HomesSection() {
  const { t } = useTranslation();
  const text = useText();
  const roles = useQuery(rolesQuery).data ?? [];
  const { data, isError, error, refetch } = useQuery(homesQuery);
  const drafts = useQuery(draftsQuery).data?.filter((draft) => draft.kind === 'home') ?? [];
  const drafted = new Set(drafts.map((draft) => draft.key));
  const unpublished = drafts.filter((draft) => data && !data.some((home) => home.key === draft.key));
  const nameOf = (key: string) => text(roles.find((role) => role.key === key)?.title, key);
  return (
    <section className="build-section" aria-labelledby="build-homes">
      <div className="build-head">
        <h2 id="build-homes">{t('build.homes')}</h2>
        <span className="grow" />
        <Link to="/build/homes/new">
          <Button icon={<Plus size={16} />} tabIndex={-1}>
            {t('homes.new')}
          </Button>
        </Link>
      </div>
      {isError && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <Loading rows={3} />}
      {data?.length === 0 && unpublished.length === 0 && <Empty text={t('build.noHomes')} />}
      {data && data.length > 1 && <p className="second">{t('build.homesHint')}</p>}
      <ul className="build-list">
        {data?.map((home) => (
          <li key={home.key}>
            <Link to="/build/homes/$key" params={{ key: home.key }}>
              <strong>{text(home.title, home.key)}</strong>
            </Link>
            <span className="second">
              {home.roles?.length ? home.roles.map(nameOf).join(t('common.listSeparator')) : t('homes.everyone')}
            </span>
            <span className="second">{t('build.sections', { count: home.sections?.length ?? 0 })}</span>
            <span className="second">{t('build.order', { order: home.order ?? 100 })}</span>
            <span>{drafted.has(home.key) && <em className="draft-mark">{t('build.draft')}</em>}</span>
          </li>
        ))}
        {unpublished.map((draft) => (
          <li key={draft.key}>
            <Link to="/build/homes/$key" params={{ key: draft.key }}>
              <strong>{draft.key}</strong>
            </Link>
            <span />
            <span className="second">{t('build.notPublished')}</span>
            <span />
            <span>
              <em className="draft-mark">{t('build.draft')}</em>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
