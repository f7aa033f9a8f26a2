import { Link, type LinkProps } from '@tanstack/react-router';
import { Button, Dropdown, type MenuProps } from 'antd';
import { ArrowLeft, Ellipsis, History, Redo2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '@/lib/media';
import { useStored, type DocumentStore } from './document-store';
import type { Work } from './use-work';

type Props<T, D> = {
  store: DocumentStore<T, D>;
  work: Work<T, D>;
  back: { to: NonNullable<LinkProps['to']>; label: string };
  /** Acts of its kind, after those that every definition has. */
  menu?: NonNullable<NonNullable<MenuProps['items']>[number]>[];
  children?: ReactNode;
  onVersions: () => void;
  onPublish: () => void;
};

/** The strip above a definition: where its draft is, undo, versions, publish. */
export function DesignBar<T, D>({ store, work, back, menu = [], children, onVersions, onPublish }: Props<T, D>) {
  const { t } = useTranslation();
  const phone = usePhone();
  const isPublished = useStored(store, (it) => it.published !== null);
  const canUndo = useStored(store, (it) => it.canUndo());
  const canRedo = useStored(store, (it) => it.canRedo());
  const more = [
    ...(phone && isPublished ? [{ key: 'versions', label: t('versions.title'), onClick: onVersions }] : []),
    ...(work.state === 'none' ? [] : [{ key: 'discard', label: t('designer.discard'), danger: true, onClick: work.askDiscard }]),
    ...menu,
  ];
  return (
    <div className="designer-bar design-bar">
      <Link to={back.to} className="designer-back">
        <ArrowLeft size={16} aria-hidden /> <span>{back.label}</span>
      </Link>
      <span className={`draft-state ${work.state}`} role="status">
        {t(`draftState.${work.state}`)}
      </span>
      <span className="grow" />
      <Button type="text" aria-label={t('designer.undo')} icon={<Undo2 size={16} />} disabled={!canUndo} onClick={store.undo} />
      <Button type="text" aria-label={t('designer.redo')} icon={<Redo2 size={16} />} disabled={!canRedo} onClick={store.redo} />
      {isPublished && !phone && (
        <Button icon={<History size={16} />} onClick={onVersions}>
          {t('versions.title')}
        </Button>
      )}
      {children}
      {more.length > 0 && (
        <Dropdown trigger={['click']} placement="bottomRight" menu={{ items: more }}>
          <Button icon={<Ellipsis size={18} />} aria-label={t('common.more')} />
        </Dropdown>
      )}
      <Button type="primary" disabled={work.state === 'none' && isPublished} onClick={onPublish}>
        {t('publish.publish')}
      </Button>
    </div>
  );
}
