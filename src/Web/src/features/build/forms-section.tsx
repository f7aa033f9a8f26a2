import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDrafts } from '@/api/definitions';
import { formsQuery } from '@/api/forms';
import { FormIcon } from '@/components/form-icon';
import { Empty, Failed, Loading } from '@/components/states';
import { currentLanguage, formTitle } from '@/lib/text';
import { UnpublishedLine } from './unpublished-line';

/** All forms with what there is to know before one opens them, and those that are not published yet. */
export function FormsSection() {
  const { t } = useTranslation();
  const { data, isError, error, refetch } = useQuery(formsQuery);
  const drafts = useDrafts('forms');
  const drafted = new Set(drafts.map((draft) => draft.key));
  const unpublished = drafts.filter((draft) => data && !data.some((form) => form.key === draft.key));
  return (
    <section className="build-section" aria-labelledby="build-forms">
      <div className="build-head">
        <h2 id="build-forms">{t('build.forms')}</h2>
        <span className="grow" />
        <Link to="/build/forms/new">
          <Button type="primary" icon={<Plus size={16} />} tabIndex={-1}>
            {t('build.newForm')}
          </Button>
        </Link>
      </div>
      {isError && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <Loading rows={5} />}
      {data?.length === 0 && unpublished.length === 0 && <Empty text={t('build.noForms')} />}
      <ul className="build-list">
        {data?.map((form) => (
          <li key={form.key}>
            <Link to="/build/forms/$form" params={{ form: form.key }}>
              <FormIcon name={form.icon} color={form.color} />
              <strong>{formTitle(form, currentLanguage())}</strong>
            </Link>
            <span className="second">{t('build.fields', { count: form.fields })}</span>
            <span className="second">{t('build.version', { version: form.version })}</span>
            <span>{drafted.has(form.key) && <em className="draft-mark">{t('build.draft')}</em>}</span>
            <Link
              to="/f/$form"
              params={{ form: form.key }}
              aria-label={t('build.openListOf', { form: formTitle(form, currentLanguage()) })}
            >
              {t('build.openList')}
            </Link>
          </li>
        ))}
        {unpublished.map((draft) => (
          <UnpublishedLine key={draft.key}>
            <Link to="/build/forms/$form" params={{ form: draft.key }}>
              <FormIcon name={undefined} />
              <strong>{draft.key}</strong>
            </Link>
          </UnpublishedLine>
        ))}
      </ul>
    </section>
  );
}
