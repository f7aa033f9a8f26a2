import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCreateRole, type RoleDocument } from '@/api/roles';
import { useReason } from '@/components/use-report';
import { keyFrom } from './role-model';

type Props = { like?: RoleDocument; taken: string[]; onClose: () => void; onCreated: (key: string) => void };

/** A role with a name in both languages; `like` another, or one that may nothing yet. */
export function NewRole({ like, taken, onClose, onCreated }: Props) {
  const { t } = useTranslation();
  const reason = useReason();
  const creation = useCreateRole();
  const [english, setEnglish] = useState('');
  const [chinese, setChinese] = useState('');
  const named = english.trim() !== '' || chinese.trim() !== '';
  const create = () => {
    const key = keyFrom(english || chinese, taken);
    const title = { ...(english.trim() && { en: english.trim() }), ...(chinese.trim() && { 'zh-CN': chinese.trim() }) };
    creation.mutate({ forms: {}, ...like, key, title }, { onSuccess: () => onCreated(key) });
  };
  return (
    <Modal
      open
      title={t(like ? 'roles.duplicate' : 'roles.new')}
      onCancel={onClose}
      destroyOnHidden
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" disabled={!named} loading={creation.isPending} onClick={create}>
            {t('roles.create')}
          </Button>
        </>
      }
    >
      <form
        className="roles-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (named) create();
        }}
      >
        <label htmlFor="role-en">{t('roles.titleEn')}</label>
        <Input id="role-en" autoFocus maxLength={100} value={english} onChange={(event) => setEnglish(event.target.value)} />
        <label htmlFor="role-zh">{t('roles.titleZh')}</label>
        <Input id="role-zh" maxLength={100} value={chinese} onChange={(event) => setChinese(event.target.value)} />
        {creation.isError && (
          <p className="roles-fault" role="alert">
            {reason(creation.error)}
          </p>
        )}
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}
