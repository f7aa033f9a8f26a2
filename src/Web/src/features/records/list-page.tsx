import { useParams } from '@tanstack/react-router';
import { PageHeader } from '@/components/page-header';
import { Failed, Loading, ToHome } from '@/components/states';
import { ViewSwitch } from '@/components/view-switch';
import { useForms, useFormDocument } from '@/api/forms';
import { useFormModel } from '@/lib/form-model';
import { currentLanguage, formPlural } from '@/lib/text';
import './list.css';
import { RecordList } from './record-list';
import { useListSearch } from './use-list-search';

export function ListPage() {
  const { form } = useParams({ from: '/app/f/$form' });
  const document = useFormDocument(form);
  const model = useFormModel(form);
  const info = useForms().find((item) => item.key === form);
  const { filter, search } = useListSearch();
  return (
    <div className="list-page">
      <PageHeader title={formPlural(info, currentLanguage())}>
        <ViewSwitch form={form} filter={filter} search={search} />
      </PageHeader>
      {document.isError ? (
        <Failed error={document.error} onRetry={() => void document.refetch()} back={<ToHome />} />
      ) : model ? (
        <RecordList key={form} model={model} />
      ) : (
        <Loading rows={10} />
      )}
    </div>
  );
}
