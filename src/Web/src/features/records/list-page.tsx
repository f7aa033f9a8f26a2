import { useParams } from '@tanstack/react-router';
import { PageHeader } from '@/components/page-header';
import { Failed, Loading, ToHome } from '@/components/states';
import { ViewSwitch } from '@/components/view-switch';
import { useForms, useFormDocument } from '@/api/forms';
import { useArrival } from '@/components/saved-views/use-saved-views';
import { defaultSort, useFormModel } from '@/lib/form-model';
import { currentLanguage, formPlural } from '@/lib/text';
import './list.css';
import { RecordList } from './record-list';
import { useListSearch } from './use-list-search';

export function ListPage() {
  const { form } = useParams({ from: '/app/f/$form' });
  const document = useFormDocument(form);
  const model = useFormModel(form);
  const info = useForms().find((item) => item.key === form);
  const { address, open } = useListSearch();
  const waits = useArrival(form, address, model && defaultSort(model), open);
  return (
    <div className="list-page">
      <PageHeader title={formPlural(info, currentLanguage())}>
        <ViewSwitch form={form} address={address} />
      </PageHeader>
      {document.isError ? (
        <Failed error={document.error} onRetry={() => void document.refetch()} back={<ToHome />} />
      ) : model && !waits ? (
        <RecordList key={form} model={model} />
      ) : (
        <Loading rows={10} />
      )}
    </div>
  );
}
