import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Fault } from '@/api/types';
import { useFormat } from '@/lib/use-format';
import { formatInstant } from '@/lib/dates';
import { useRecordTitle } from '@/lib/titles';

type Props = { fault: Fault | undefined; onMine: () => void; onTheirs: () => void; onCopy: () => void; onCancel: () => void };

/** Somebody else saved in the meantime. Nothing is lost whichever is chosen but the one that is given up by name. */
export function SaveConflict({ fault, onMine, onTheirs, onCopy, onCancel }: Props) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const by = Number(fault?.params?.['by'] ?? 0);
  const name = useRecordTitle('user', by);
  const at = fault?.params?.['at'];
  return (
    <Modal
      open
      title={t('builder.conflict')}
      onCancel={onCancel}
      footer={
        <div className="conflict-actions">
          <Button onClick={onTheirs}>{t('builder.conflictTheirs')}</Button>
          <Button onClick={onCopy}>{t('builder.conflictCopy')}</Button>
          <Button type="primary" onClick={onMine}>
            {t('builder.conflictMine')}
          </Button>
        </div>
      }
    >
      <p>
        {typeof at === 'string'
          ? t('builder.conflictWho', { name: by > 0 ? name : '–', at: formatInstant(at, language) })
          : t('builder.conflictGone')}
      </p>
      <p className="second">{t('builder.conflictHint')}</p>
    </Modal>
  );
}
