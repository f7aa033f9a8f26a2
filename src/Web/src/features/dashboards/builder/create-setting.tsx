import { useQueries } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { formQuery, useForms } from '@/api/forms';
import type { WidgetOptions } from '@/api/reports';
import { currentLanguage, fieldTitle, formTitle } from '@/lib/text';
import { LookRow } from './look-row';

type Create = NonNullable<WidgetOptions['create']>;
type Props = { source: string; create: Create | undefined; onChange: (create: Create | undefined) => void };

/** What each record of a table offers to create: a record of a form that points to it. */
export function CreateSetting({ source, create, onChange }: Props) {
  const { t } = useTranslation();
  const infos = useForms();
  const documents = useQueries({
    queries: infos.map((info) => formQuery(info.key)),
    combine: (results) => results.map((result) => result.data).filter((data) => data !== undefined),
  });
  const language = currentLanguage();
  const choices = documents.flatMap((document) =>
    Object.entries(document.properties)
      .filter(([, { 'x-field': x }]) => x.type === 'relation' && (x.form === source || x.forms?.includes(source)))
      .map(([field, schema]) => ({
        value: `${document.$id} ${field}`,
        label: t('builder.offerBy', { form: formTitle(document, language), field: fieldTitle(schema, field, language) }),
      })),
  );
  if (choices.length === 0 && !create) return null;
  return (
    <LookRow label={t('builder.offer')} hint={t('builder.offerHint')}>
      {(id) => (
        <Select
          id={id}
          allowClear
          placeholder={t('builder.offerNot')}
          value={create && `${create.form} ${create.field}`}
          options={choices}
          onChange={(choice: string | undefined) => {
            const [form, field] = choice?.split(' ') ?? [];
            onChange(form && field ? { form, field } : undefined);
          }}
        />
      )}
    </LookRow>
  );
}
