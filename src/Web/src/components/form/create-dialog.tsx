import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { rulesQuery } from '@/api/forms';
import type { RecordData } from '@/api/types';
import { App } from '../feedback';
import { Loading } from '@/components/states';
import { useFormModel } from '@/lib/form-model';
import { currentLanguage, formTitle } from '@/lib/text';
import { CreateForm } from './create-form';
import type { FormStore, Values } from './form-store';

type Props = { form: string; preset?: Values; onClose: () => void; onCreated: (record: RecordData) => void };

export function CreateDialog({ form, preset, onClose, onCreated }: Props) {
  const { t } = useTranslation();
  const model = useFormModel(form);
  // Beside the form, so that its rules are there when it is.
  useQuery(rulesQuery(form));
  const close = useGuardedClose(onClose);
  return (
    <Modal
      open
      width={720}
      footer={null}
      title={t('form.newTitle', { form: formTitle(model?.document, currentLanguage()) })}
      onCancel={close.ask}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {model ? (
        <CreateForm key={form} model={model} preset={preset} onCreated={onCreated} onCancel={close.ask} onStore={close.watch} />
      ) : (
        <Loading />
      )}
    </Modal>
  );
}

/** Closes at once when nothing was typed, else asks first. */
export function useGuardedClose(onClose: () => void) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const store = useRef<FormStore | null>(null);
  const ask = () => {
    if (!store.current?.isChanged()) return onClose();
    void modal.confirm({
      title: t('form.discardTitle'),
      okText: t('form.discard'),
      cancelText: t('form.keepEditing'),
      okButtonProps: { danger: true },
      icon: null,
      onOk: onClose,
    });
  };
  return {
    ask,
    watch: (next: FormStore) => {
      store.current = next;
    },
  };
}
