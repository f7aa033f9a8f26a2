import { Link } from '@tanstack/react-router';
import { Button, Dropdown, Tooltip } from 'antd';
import { ArrowLeft, Ellipsis, Eye, History, Redo2, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '@/lib/media';
import { useDesigner, useStore } from './designer-store';
import type { DraftState } from '@/components/definition/use-draft';

export type ToolbarAct = 'preview' | 'publish' | 'versions' | 'expert' | 'import' | 'discard' | 'delete';
type Props = { state: DraftState; onAct: (act: ToolbarAct) => void };

/** The strip above the designer: where the draft is, undo, preview, publish. */
export function Toolbar({ state, onAct }: Props) {
  const { t } = useTranslation();
  const store = useStore();
  const canUndo = useDesigner((it) => it.canUndo());
  const canRedo = useDesigner((it) => it.canRedo());
  const isPublished = useDesigner((it) => it.published !== null);
  const isOwn = useDesigner((it) => !['user', 'team'].includes(it.doc().$id));
  const phone = usePhone();
  const more = [
    ...(phone ? [{ key: 'preview', label: t('designer.preview') }] : []),
    ...(phone && isPublished ? [{ key: 'versions', label: t('versions.title') }] : []),
    { key: 'expert', label: t('designer.expert') },
    { key: 'import', label: t('designer.import') },
    ...(state === 'none' ? [] : [{ key: 'discard', label: t('designer.discard'), danger: true }]),
    ...(isPublished && isOwn ? [{ key: 'delete', label: t('designer.delete'), danger: true }] : []),
  ];
  return (
    <div className="designer-bar">
      <Link to="/build" className="designer-back">
        <ArrowLeft size={16} aria-hidden /> <span>{t('nav.build')}</span>
      </Link>
      <span className={`draft-state ${state}`} role="status">
        {t(`draftState.${state}`)}
      </span>
      <span className="grow" />
      <Tooltip title={t('designer.undoKeys')}>
        <Button type="text" aria-label={t('designer.undo')} icon={<Undo2 size={16} />} disabled={!canUndo} onClick={store.undo} />
      </Tooltip>
      <Tooltip title={t('designer.redoKeys')}>
        <Button type="text" aria-label={t('designer.redo')} icon={<Redo2 size={16} />} disabled={!canRedo} onClick={store.redo} />
      </Tooltip>
      {!phone && (
        <Button icon={<Eye size={16} />} onClick={() => onAct('preview')}>
          {t('designer.preview')}
        </Button>
      )}
      {!phone && isPublished && (
        <Button icon={<History size={16} />} onClick={() => onAct('versions')}>
          {t('versions.title')}
        </Button>
      )}
      <Dropdown trigger={['click']} menu={{ items: more, onClick: ({ key }) => onAct(key as ToolbarAct) }}>
        <Button aria-label={t('common.more')} icon={<Ellipsis size={16} />} />
      </Dropdown>
      <Button type="primary" onClick={() => onAct('publish')}>
        {t('designer.publish')}
      </Button>
    </div>
  );
}
