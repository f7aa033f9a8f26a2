import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { deletedFormsQuery, restoreForm } from '@/api/definitions';
import { formsQuery } from '@/api/forms';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';

/** Forms that were deleted; their records come back with them. */
export function DeletedForms() {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const client = useQueryClient();
  const report = useReport();
  const { message } = App.useApp();
  const { data } = useQuery(deletedFormsQuery);
  const restore = useMutation({
    mutationFn: restoreForm,
    onError: report,
    onSuccess: () => void message.success(t('deletedForms.restored')),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: deletedFormsQuery.queryKey }),
        client.invalidateQueries({ queryKey: formsQuery.queryKey }),
      ]),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section className="build-section" aria-labelledby="build-deleted">
      <div className="build-head">
        <h2 id="build-deleted">{t('deletedForms.title')}</h2>
      </div>
      <p className="second">{t('deletedForms.hint')}</p>
      <ul className="build-list">
        {data.items.map((form) => (
          <li key={form.key} className="deleted-form">
            <strong>{text(form.title, form.key)}</strong>
            <span className="second">
              {data.titles['user']?.[String(form.by)] ?? t('versions.system')} · {format.instant(form.at)}
            </span>
            <Button
              size="small"
              icon={<RotateCcw size={14} />}
              loading={restore.isPending && restore.variables === form.key}
              aria-label={t('deletedForms.restoreOf', { form: text(form.title, form.key) })}
              onClick={() => restore.mutate(form.key)}
            >
              {t('deletedForms.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
