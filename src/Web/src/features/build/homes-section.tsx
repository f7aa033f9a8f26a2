import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { ArrowDown, ArrowUp, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDrafts } from '@/api/definitions';
import { homesQuery } from '@/api/homes';
import { rolesQuery } from '@/api/roles';
import { Empty, Failed, Loading } from '@/components/states';
import { useText } from '@/lib/text';
import { useHomePlaces } from './use-home-places';
import { UnpublishedLine } from './unpublished-line';

/** The first pages, in the order in which they are tried for a person. */
export function HomesSection() {
  const { t } = useTranslation();
  const text = useText();
  const roles = useQuery(rolesQuery).data ?? [];
  const { data, isError, error, refetch } = useQuery(homesQuery);
  const drafts = useDrafts('homes');
  const drafted = new Set(drafts.map((draft) => draft.key));
  const unpublished = drafts.filter((draft) => data && !data.some((home) => home.key === draft.key));
  const nameOf = (key: string) => text(roles.find((role) => role.key === key)?.title, key);
  const [spoken, setSpoken] = useState('');
  const places = useHomePlaces();
  const list = useRef<HTMLUListElement>(null);
  const moved = useRef<{ place: number; by: -1 | 1 }>(null);
  const go = (from: number, by: -1 | 1) => {
    const home = data?.[from];
    if (!data || !home || places.isMoving) return;
    moved.current = { place: from + by, by };
    places.move(data, from, from + by);
    setSpoken(t('sortable.moved', { name: text(home.title, home.key), place: from + by + 1 }));
  };
  useEffect(() => {
    if (!moved.current) return;
    // The focus goes along with the page; at either end it is the other button that still works.
    const { place, by } = moved.current;
    moved.current = null;
    const [up, down] = list.current?.children[place]?.querySelectorAll<HTMLButtonElement>('.build-moves button') ?? [];
    const [wanted, other] = by < 0 ? [up, down] : [down, up];
    (wanted?.disabled ? other : wanted)?.focus();
  }, [data]);
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
      <ul ref={list} className="build-list">
        {data?.map((home, index) => (
          <li key={home.key}>
            <Link to="/build/homes/$key" params={{ key: home.key }}>
              <strong>{text(home.title, home.key)}</strong>
            </Link>
            <span className="second">
              {home.roles?.length ? home.roles.map(nameOf).join(t('common.listSeparator')) : t('build.everyone')}
            </span>
            <span className="second">{t('build.sections', { count: home.sections?.length ?? 0 })}</span>
            <span>{drafted.has(home.key) && <em className="draft-mark">{t('build.draft')}</em>}</span>
            <span className="build-moves">
              {([-1, 1] as const).map((by) => (
                <Button
                  key={by}
                  type="text"
                  size="small"
                  icon={by < 0 ? <ArrowUp size={16} /> : <ArrowDown size={16} />}
                  aria-label={t(by < 0 ? 'itemList.up' : 'itemList.down', { name: text(home.title, home.key) })}
                  disabled={index + by < 0 || index + by >= data.length}
                  onClick={() => go(index, by)}
                />
              ))}
            </span>
          </li>
        ))}
        {unpublished.map((draft) => (
          <UnpublishedLine key={draft.key}>
            <Link to="/build/homes/$key" params={{ key: draft.key }}>
              <strong>{draft.key}</strong>
            </Link>
          </UnpublishedLine>
        ))}
      </ul>
      <div className="visually-hidden" role="status">
        {spoken}
      </div>
    </section>
  );
}
