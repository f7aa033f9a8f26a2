import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { ArrowLeft, Ellipsis, History, Redo2, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { deleteDefinition, readDefinition } from '@/api/definitions';
import { homeQuery } from '@/api/home';
import { homesQuery, type HomeDocument } from '@/api/homes';
import { useStored } from '@/components/definition/document-store';
import type { Work } from '@/components/definition/use-work';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import { usePhone } from '@/lib/media';
import { useText } from '@/lib/text';
import type { HomeDraft } from './home-document';
import type { HomeStore } from './home-store';
import { ViewAs } from './view-as';

type Props = { store: HomeStore; work: Work<HomeDraft, HomeDocument>; onVersions: () => void; onPublish: () => void };

/** The strip above a home page: where its draft is, undo, versions, publish. */
export function Toolbar({ store, work, onVersions, onPublish }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const report = useReport();
  const { modal } = App.useApp();
  const document = useStored(store, (it) => it.doc().document);
  const isPublished = useStored(store, (it) => it.published !== null);
  const canUndo = useStored(store, (it) => it.canUndo());
  const canRedo = useStored(store, (it) => it.canRedo());
  const isSame = work.state === 'none' && isPublished;
  const { key } = document;
  const askDelete = () =>
    void modal.confirm({
      title: t('homes.deleteAsk', { title: text(document.title, key) }),
      content: t('homes.deleteHint'),
      icon: null,
      okText: t('common.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: async () => {
        try {
          const now = await readDefinition<HomeDocument>('homes', key);
          if (now) await deleteDefinition('homes', key, now.version);
          await work.discard();
          await navigate({ to: '/build' });
          await Promise.all([
            client.invalidateQueries({ queryKey: homesQuery.queryKey }),
            client.invalidateQueries({ queryKey: homeQuery.queryKey }),
          ]);
        } catch (error) {
          report(error);
        }
      },
    });
  const phone = usePhone();
  const more = [
    ...(phone && isPublished ? [{ key: 'versions', label: t('versions.title'), onClick: onVersions }] : []),
    ...(work.state === 'none' ? [] : [{ key: 'discard', label: t('designer.discard'), danger: true, onClick: work.askDiscard }]),
    ...(isPublished ? [{ key: 'delete', label: t('homes.delete'), danger: true, onClick: askDelete }] : []),
  ];
  return (
    <div className="designer-bar home-bar">
      <Link to="/build" className="designer-back">
        <ArrowLeft size={16} aria-hidden /> <span>{t('nav.build')}</span>
      </Link>
      <span className={`draft-state ${work.state}`} role="status">
        {t(`draftState.${work.state}`)}
      </span>
      <span className="grow" />
      <Button type="text" aria-label={t('designer.undo')} icon={<Undo2 size={16} />} disabled={!canUndo} onClick={store.undo} />
      <Button type="text" aria-label={t('designer.redo')} icon={<Redo2 size={16} />} disabled={!canRedo} onClick={store.redo} />
      {isPublished && (
        <>
          {!phone && (
            <Button icon={<History size={16} />} onClick={onVersions}>
              {t('versions.title')}
            </Button>
          )}
          <ViewAs roles={document.roles ?? []} disabled={!isSame} />
        </>
      )}
      {more.length > 0 && (
        <Dropdown trigger={['click']} placement="bottomRight" menu={{ items: more }}>
          <Button icon={<Ellipsis size={18} />} aria-label={t('common.more')} />
        </Dropdown>
      )}
      <Button type="primary" disabled={isSame} onClick={onPublish}>
        {t('publish.publish')}
      </Button>
    </div>
  );
}
