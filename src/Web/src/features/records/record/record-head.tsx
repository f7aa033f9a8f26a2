import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { Ellipsis, Pencil } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeleteRecord } from '@/api/records';
import type { Pipeline, RecordData } from '@/api/types';
import { App } from '@/components/feedback';
import { layoutFor } from '@/components/form/default-layout';
import { useReadOnly } from '@/components/use-read-only';
import { useReport } from '@/components/use-report';
import { FieldView } from '@/fields/field-view';
import { isBlank } from '@/lib/rules';
import type { FormModel } from '@/lib/form-model';
import { FollowToggle } from './follow-toggle';
import { Offers } from './offers';
import { hiddenKeys } from './sections';

type Props = {
  model: FormModel;
  record: RecordData;
  pipeline: Pipeline | undefined;
  title: string;
  /** What is done most on such a record. */
  lead: { label: string; act: () => void };
};

export function RecordHead({ model, record, pipeline, title, lead }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { modal, message } = App.useApp();
  const report = useReport();
  const readOnly = useReadOnly();
  const closed = { disabled: readOnly !== undefined, title: readOnly };
  const remove = useDeleteRecord(model.key);
  const card = pipeline?.board?.card;
  const named = card
    ? [card.subtitle, card.amount, card.date, 'owner']
    : [...(model.document['x-form'].list?.columns ?? []).slice(0, 4), 'owner'];
  const hidden = useMemo(() => hiddenKeys(layoutFor(model, 'detail'), (key) => record[key]), [model, record]);
  const fields = [...new Set(named)]
    .filter((key) => key !== model.titleKey && !hidden.has(key ?? ''))
    .map((key) => (key ? model.fields.get(key) : undefined))
    .filter((field) => field !== undefined);
  const canDelete = record.$can?.delete ?? model.info?.can.delete;
  const canEdit = record.$can?.update ?? model.info?.can.update;

  const askToDelete = () =>
    void modal.confirm({
      title: t('record.deleteTitle', { title }),
      content: t('record.deleteHint'),
      okText: t('common.delete'),
      cancelText: t('common.cancel'),
      okButtonProps: { danger: true },
      icon: null,
      onOk: () =>
        remove
          .mutateAsync({ id: record.id, version: record.version })
          .then(() => {
            message.success(t('record.deleted', { title }));
            return navigate({ to: '/f/$form', params: { form: model.key } });
          })
          .catch(report),
    });

  return (
    <div className="record-head">
      <dl className="record-keys">
        {fields.map((field) => (
          <div key={field.key} className={field.key === card?.amount ? 'strong' : undefined}>
            <dt>{field.label}</dt>
            <dd>
              {isBlank(record[field.key]) ? (
                <span className="blank">–</span>
              ) : (
                <FieldView field={field} value={record[field.key]} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      <div className="record-actions">
        <Button {...closed} type="primary" className="log" onClick={lead.act}>
          {lead.label}
        </Button>
        <Offers form={model.key} id={record.id} />
        <FollowToggle form={model.key} id={record.id} />
        {canEdit && (
          <Button
            {...closed}
            icon={<Pencil size={16} />}
            onClick={() => void navigate({ to: '.', search: (before) => ({ ...before, edit: true }) })}
          >
            {t('record.edit')}
          </Button>
        )}
        {canDelete && (
          <Dropdown
            autoFocus
            disabled={closed.disabled}
            trigger={['click']}
            menu={{ items: [{ key: 'delete', danger: true, label: t('common.delete'), onClick: askToDelete }] }}
          >
            <Button {...closed} icon={<Ellipsis size={16} />} aria-label={t('common.more')} />
          </Dropdown>
        )}
      </div>
    </div>
  );
}
