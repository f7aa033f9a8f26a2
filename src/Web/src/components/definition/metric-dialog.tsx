import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Text } from '@/api/types';
import { languages, ownFirst } from '@/lib/i18n';
import './definition.css';

type Props = {
  heading: string;
  title: Text;
  description: Text;
  isSaving: boolean;
  onSave: (title: Text, description: Text) => void;
  onClose: () => void;
};

/** What a figure is called and what it means, in both languages: for a new one as for one that there is. */
export function MetricDialog({ heading, isSaving, onSave, onClose, ...begun }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [title, setTitle] = useState(begun.title);
  const [description, setDescription] = useState(begun.description);
  const isNamed = languages.some(({ key }) => title[key]?.trim());
  return (
    <Modal
      open
      title={heading}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('common.cancel')}
        </Button>,
        <Button key="save" type="primary" disabled={!isNamed} loading={isSaving} onClick={() => onSave(title, description)}>
          {t('builder.save')}
        </Button>,
      ]}
    >
      <p className="second">{t('builder.metricHint')}</p>
      <div className="metric-fields">
        {ownFirst().map(({ key, name }) => (
          <div key={key}>
            <label htmlFor={id + key}>{t('builder.named', { language: name })}</label>
            <Input
              id={id + key}
              lang={key}
              maxLength={200}
              value={title[key] ?? ''}
              onChange={(event) => setTitle({ ...title, [key]: event.target.value })}
            />
            <label htmlFor={`${id}d${key}`}>{t('builder.meaning', { language: name })}</label>
            <Input.TextArea
              id={`${id}d${key}`}
              lang={key}
              maxLength={500}
              autoSize={{ minRows: 2, maxRows: 4 }}
              value={description[key] ?? ''}
              onChange={(event) => setDescription({ ...description, [key]: event.target.value || undefined })}
            />
          </div>
        ))}
      </div>
    </Modal>
  );
}
