import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { Loading } from '@/components/states';
import { LogLine } from './log-line';
import { useTimelineForms } from './record-api';
import './record-page.css';

type Props = { form: string; id: number; title: string; onClose: () => void };

/** Logs what happened on a record without opening it. */
export default function LogDialog({ form, id, title, onClose }: Props) {
  const { t } = useTranslation();
  const logs = useTimelineForms(form);
  const [document] = logs;
  return (
    <Modal open footer={null} width={480} title={`${t('record.log')} · ${title}`} onCancel={onClose} destroyOnHidden>
      {document ? <LogLine document={document} form={form} id={id} onSaved={onClose} /> : <Loading />}
    </Modal>
  );
}
