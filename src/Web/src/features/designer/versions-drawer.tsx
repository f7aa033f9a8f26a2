import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { versionQuery, versionsQuery } from '@/api/definitions';
import { App } from '@/components/feedback';
import { Failed, Loading } from '@/components/states';
import { useFormat } from '@/lib/use-format';
import { ChangeList } from './change-list';
import { changesBetween } from './changes';
import { useStore } from './designer-store';

/** What the form was before: who published it when and why, what it differs by from now, and the way back. */
export function VersionsDrawer({ form, onClose }: { form: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, isError, error, refetch } = useQuery(versionsQuery('forms', form));
  const format = useFormat();
  const [open, setOpen] = useState<number | null>(null);
  return (
    <Drawer open size={480} title={t('versions.title')} onClose={onClose}>
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
            {open === item.version && <VersionDetail form={form} version={item.version} onTaken={onClose} />}
          </li>
        ))}
      </ol>
    </Drawer>
  );
}

function VersionDetail({ form, version, onTaken }: { form: string; version: number; onTaken: () => void }) {
  const { t } = useTranslation();
  const store = useStore();
  const { message } = App.useApp();
  const { data, isError, error } = useQuery(versionQuery('forms', form, version));
  if (isError) return <Failed error={error} />;
  if (!data) return <Loading rows={2} />;
  const restore = () => {
    store.replace(data);
    void message.info(t('versions.taken', { version }));
    onTaken();
  };
  return (
    <div className="version-detail">
      <h3>{t('versions.since')}</h3>
      <ChangeList changes={changesBetween(data, store.doc())} empty={t('versions.same')} />
      <Button onClick={restore}>{t('versions.restore')}</Button>
    </div>
  );
}
