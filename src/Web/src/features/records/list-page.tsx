import { Navigate, useParams } from '@tanstack/react-router';
import { FormIcon } from '@/components/form-icon';
import { PageHeader } from '@/components/page-header';
import { Failed, Loading, ToHome } from '@/components/states';
import { ViewSwitch } from '@/components/view-switch';
import { useForms, useFormDocument } from '@/api/forms';
import { useArrival } from '@/components/saved-views/use-saved-views';
import { defaultSort, useFormModel } from '@/lib/form-model';
import { formAddress } from '@/lib/form-views';
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
  // A list that is switched off leads to what there is, with what was asked for.
  if (info && !info.views.includes('list')) return <Navigate to={formAddress(info)} params={{ form }} search={true} replace />;
  return (
    <div className="list-page">
      <PageHeader
        title={formPlural(info, currentLanguage())}
        icon={info && <FormIcon name={info.icon} color={info.color} size={20} />}
      >
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
