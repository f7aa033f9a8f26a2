import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useFormDocument, useFormInfo, usePipelinesOf } from '@/api/forms';
import { recordQuery } from '@/api/records';
import { PageHeader } from '@/components/page-header';
import { Failed, Loading, ToHome } from '@/components/states';
import { useFormModel } from '@/lib/form-model';
import { currentLanguage, formPlural } from '@/lib/text';
import { RecordView } from './record/record-view';

export function RecordPage() {
  const params = useParams({ from: '/app/f/$form/$id' });
  const id = Number(params.id);
  const document = useFormDocument(params.form);
  const model = useFormModel(params.form);
  const pipelines = usePipelinesOf(params.form);
  const record = useQuery(recordQuery(params.form, id));
  const forms = formPlural(useFormInfo(params.form), currentLanguage());
  const failed = document.isError ? document : record.isError && !record.data ? record : null;
  if (failed)
    return (
      <div className="page">
        <PageHeader title={forms} />
        <Failed
          error={failed.error}
          onRetry={() => void failed.refetch()}
          back={
            forms ? (
              <Link to="/f/$form" params={{ form: params.form }}>
                {forms}
              </Link>
            ) : (
              <ToHome />
            )
          }
        />
      </div>
    );
  if (!model || !record.data)
    return (
      <div className="page">
        <Loading rows={8} />
      </div>
    );
  return <RecordView key={`${params.form} ${id}`} model={model} record={record.data} pipelines={pipelines} />;
}
