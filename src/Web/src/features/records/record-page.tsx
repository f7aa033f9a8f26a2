import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useFormDocument, usePipelineOf } from '@/api/forms';
import { recordQuery } from '@/api/records';
import { Failed, Loading } from '@/components/states';
import { useFormModel } from '@/lib/form-model';
import { RecordView } from './record/record-view';

export function RecordPage() {
  const params = useParams({ from: '/app/f/$form/$id' });
  const id = Number(params.id);
  const document = useFormDocument(params.form);
  const model = useFormModel(params.form);
  const pipeline = usePipelineOf(params.form);
  const record = useQuery(recordQuery(params.form, id));
  const failed = document.isError ? document : record.isError && !record.data ? record : null;
  if (failed)
    return (
      <div className="page">
        <Failed error={failed.error} onRetry={() => void failed.refetch()} />
      </div>
    );
  if (!model || !record.data)
    return (
      <div className="page">
        <Loading rows={8} />
      </div>
    );
  return <RecordView key={`${params.form} ${id}`} model={model} record={record.data} pipeline={pipeline} />;
}
