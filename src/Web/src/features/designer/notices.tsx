import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DraftState } from '@/components/definition/use-draft';

type Props = {
  state: DraftState;
  /** A version published by somebody else since this work began. */
  theirs: { version: number | null; by: string | undefined } | null;
  onLook: () => void;
  onGoOn: () => void;
  onOverwrite: () => void;
  onReload: () => void;
};

/** What others did meanwhile, and the ways on; one's own work stays in any of them until one says otherwise. */
export function Notices({ state, theirs, onLook, onGoOn, onOverwrite, onReload }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {theirs && (
        <div className="designer-notice" role="alert">
          <span className="grow">
            {t('designer.behind', { version: theirs.version ?? 0, by: theirs.by ?? t('designer.somebody') })}
          </span>
          <Button size="small" onClick={onLook}>
            {t('designer.look')}
          </Button>
          <Button size="small" onClick={onGoOn}>
            {t('designer.goOn')}
          </Button>
        </div>
      )}
      {state === 'stale' && (
        <div className="designer-notice" role="alert">
          <span className="grow">{t('designer.staleDraft')}</span>
          <Button size="small" onClick={onReload}>
            {t('designer.takeTheirs')}
          </Button>
          <Button size="small" onClick={onOverwrite}>
            {t('designer.keepMine')}
          </Button>
        </div>
      )}
    </>
  );
}
