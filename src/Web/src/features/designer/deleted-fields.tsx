import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { RotateCcw, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { deletedFieldsQuery, purgeField, versionQuery, versionsQuery, type DeletedField } from '@/api/definitions';
import type { FormDocument } from '@/api/types';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import { currentLanguage, fieldTitle } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { useDesigner, useStore } from './designer-store';
import { lastWith, restoreField } from './restore-field';

/** Fields that were deleted from the published form: their values are kept, to be brought back or taken away for good. */
export function DeletedFields({ form }: { form: string }) {
  const { t } = useTranslation();
  const store = useStore();
  const client = useQueryClient();
  const isPublished = useDesigner((state) => state.published !== null);
  const { data } = useQuery({ ...deletedFieldsQuery(form), enabled: isPublished });
  const inDraft = useDesigner((state) =>
    Object.values(state.doc().properties)
      .map((schema) => schema['x-field'].id)
      .join(' '),
  );
  const restore = async (item: DeletedField) => {
    // Where it stood is told by the last version that had it; without that it comes back at the end.
    const old = await client
      .fetchQuery(versionsQuery('forms', form))
      .then(({ items: versions }) =>
        lastWith(item, versions, (version) => client.fetchQuery(versionQuery<FormDocument>('forms', form, version))),
      )
      .catch(() => undefined);
    store.edit((doc) => (doc.properties[item.key] ? doc : restoreField(doc, item, old)));
  };
  const items = data?.items.filter((item) => !inDraft.split(' ').includes(item.id)) ?? [];
  if (items.length === 0) return null;
  return (
    <section>
      <h3>{t('deletedFields.title')}</h3>
      {items.map((item) => (
        <Deleted
          key={item.id}
          form={form}
          item={item}
          by={data?.titles['user']?.[String(item.by)]}
          onRestore={() => restore(item)}
        />
      ))}
    </section>
  );
}

type Props = { form: string; item: DeletedField; by: string | undefined; onRestore: () => Promise<void> };

function Deleted({ form, item, by, onRestore }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const report = useReport();
  const { modal, message } = App.useApp();
  const isTaken = useDesigner((state) => state.doc().properties[item.key] !== undefined);
  const label = fieldTitle(item.property, item.key, currentLanguage());
  const purge = () =>
    modal.confirm({
      title: t('deletedFields.purgeTitle', { field: label }),
      content: t('deletedFields.purgeHint', { count: item.values, shown: format.number(item.values) }),
      okText: t('deletedFields.purgeDo', { count: item.values, shown: format.number(item.values) }),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: async () => {
        try {
          await purgeField(form, item.id, item.values);
          void message.success(t('deletedFields.purged', { field: label }));
        } catch (error) {
          report(error);
        } finally {
          await client.invalidateQueries({ queryKey: ['deleted-fields', form] });
        }
      },
    });
  return (
    <div className="deleted-field">
      <strong>{label}</strong>
      <span className="second">
        {t(`fieldType.${item.property['x-field'].type}`)} ·{' '}
        {t('deletedFields.values', { count: item.values, shown: format.number(item.values) })}
      </span>
      <span className="second">
        {by ?? t('versions.system')} · {format.instant(item.at)}
      </span>
      <div className="deleted-actions">
        <Button
          size="small"
          icon={<RotateCcw size={14} />}
          disabled={isTaken}
          aria-label={t('deletedFields.restoreOf', { field: label })}
          onClick={() => void onRestore()}
        >
          {t('deletedFields.restore')}
        </Button>
        <Button
          size="small"
          type="text"
          danger
          icon={<Trash2 size={14} />}
          aria-label={t('deletedFields.purgeOf', { field: label })}
          onClick={purge}
        />
      </div>
    </div>
  );
}
