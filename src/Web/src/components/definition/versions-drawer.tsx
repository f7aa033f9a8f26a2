import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { versionQuery, versionsQuery, type DefinitionKind } from '@/api/definitions';
import { App } from '@/components/feedback';
import { Failed, Loading } from '@/components/states';
import { useFormat } from '@/lib/use-format';
import { ChangeWords, type Words } from './words';

type Of<D> = {
  kind: DefinitionKind;
  definition: string;
  /** The document being designed. */
  now: D;
  words: Words<D>;
  /** A former document takes the place of the one being designed. */
  onTake: (document: D) => void;
  /** There is no draft on the server: what is taken is saved here. */
  isSavedHere?: boolean;
};

/** What a definition was before: who published it when and why, what it differs by from now, and the way back. */
export function VersionsDrawer<D>({ onClose, ...of }: Of<D> & { onClose: () => void }) {
  const { t } = useTranslation();
  const { data, isError, error, refetch } = useQuery(versionsQuery(of.kind, of.definition));
  const format = useFormat();
  const [open, setOpen] = useState<number | null>(null);
  return (
    <Drawer open size="min(480px, 100vw)" title={t('versions.title')} onClose={onClose}>
      {isError && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <Loading rows={4} />}
      <ol className="version-list">
        {data?.items.map((item, index) => (
          <li key={item.version}>
            <div className="version-head">
              <strong>{t('versions.version', { version: item.version })}</strong>
              {index === 0 && <span className="state-chip">{t('versions.current')}</span>}
              <span className="grow" />
              <Button
                size="small"
                disabled={item.deleted}
                aria-expanded={open === item.version}
                aria-label={t('versions.lookAt', { version: item.version })}
                onClick={() => setOpen(open === item.version ? null : item.version)}
              >
                {t('versions.look')}
              </Button>
            </div>
            <div className="second">
              {data.titles['user']?.[String(item.by)] ?? t('versions.system')} · {format.instant(item.at)}
            </div>
            {item.deleted && <p>{t('versions.deleted')}</p>}
            {item.note && <p className="version-note">{item.note}</p>}
            {open === item.version && <Detail {...of} version={item.version} onTaken={onClose} />}
          </li>
        ))}
      </ol>
    </Drawer>
  );
}

type DetailProps<D> = Of<D> & { version: number; onTaken: () => void };

function Detail<D>({ kind, definition, now, words, version, onTake, isSavedHere, onTaken }: DetailProps<D>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { data, isError, error } = useQuery(versionQuery<D>(kind, definition, version));
  if (isError) return <Failed error={error} />;
  if (!data) return <Loading rows={2} />;
  const restore = () => {
    onTake(data);
    void message.info(t(isSavedHere ? 'versions.takenHere' : 'versions.taken', { version }));
    onTaken();
  };
  return (
    <div className="version-detail">
      <h3>{t('versions.since')}</h3>
      <ChangeWords sentences={words(data, now)} empty={t('versions.same')} />
      <Button onClick={restore}>{t(isSavedHere ? 'versions.takeHere' : 'versions.restore')}</Button>
    </div>
  );
}
