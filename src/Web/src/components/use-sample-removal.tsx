import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formsQuery } from '@/api/forms';
import { sampleRemovalQuery, useRemoveSample, type SampleRemoval } from '@/api/sample';
import type { FormInfo } from '@/api/types';
import { App } from './feedback';
import { useReport } from './use-report';
import { currentLanguage, formPlural } from '@/lib/text';
import { useFormat } from '@/lib/use-format';

/** Asks before the sample goes: what goes, what goes along, what stays. */
export function useSampleRemoval() {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const client = useQueryClient();
  const report = useReport();
  const remove = useRemoveSample();
  return async () => {
    try {
      const [plan, forms] = await Promise.all([client.fetchQuery(sampleRemovalQuery), client.fetchQuery(formsQuery)]);
      modal.confirm({
        title: t('sample.removeTitle'),
        content: <Plan plan={plan} forms={forms} />,
        okText: t('sample.remove'),
        okButtonProps: { danger: true },
        cancelText: t('common.cancel'),
        onOk: () => remove.mutateAsync().then(() => void message.success(t('sample.removed')), report),
      });
    } catch (error) {
      report(error as Error);
    }
  };
}

function Plan({ plan, forms }: { plan: SampleRemoval; forms: FormInfo[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const goes = Object.entries(plan.records)
    .sort(([, a], [, b]) => b - a)
    .map(
      ([form, count]) =>
        `${format.number(count)} ${
          formPlural(
            forms.find((f) => f.key === form),
            currentLanguage(),
          ) || form
        }`,
    );
  return (
    <>
      <p>{t('sample.goes', { list: goes.join(t('sample.and')) })}</p>
      {plan.along > 0 && <p>{t('sample.along', { count: plan.along, shown: format.number(plan.along) })}</p>}
      {plan.kept > 0 && <p>{t('sample.kept', { count: plan.kept, shown: format.number(plan.kept) })}</p>}
      {plan.along + plan.kept === 0 && <p>{t('sample.untouched')}</p>}
    </>
  );
}
