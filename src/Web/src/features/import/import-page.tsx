import { Link, useParams } from '@tanstack/react-router';
import { useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormDocument } from '@/api/forms';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { useFormModel, type FormModel } from '@/lib/form-model';
import { currentLanguage, formPlural } from '@/lib/text';
import { CheckStep } from './check-step';
import { ColumnsStep } from './columns-step';
import { FileStep } from './file-step';
import './import.css';
import { ResultStep } from './result-step';
import { StepList } from './step-list';
import { ValuesStep } from './values-step';
import { reduce, start } from './wizard';

export function ImportPage() {
  const { form } = useParams({ from: '/app/f/$form/import' });
  const { t } = useTranslation();
  const document = useFormDocument(form);
  const model = useFormModel(form);
  const plural = formPlural(model?.info, currentLanguage());
  return (
    <div className="page">
      <PageHeader title={t('import.title', { form: plural })} />
      {document.isError ? (
        <Failed error={document.error} onRetry={() => void document.refetch()} />
      ) : !model?.info ? (
        <Loading />
      ) : model.info.can.import ? (
        <ImportWizard key={form} model={model} />
      ) : (
        <Empty text={t('import.notAllowed', { form: plural })}>
          <Link to="/f/$form" params={{ form }}>
            {plural}
          </Link>
        </Empty>
      )}
    </div>
  );
}

function ImportWizard({ model }: { model: FormModel }) {
  const [wizard, dispatch] = useReducer(reduce, start);
  const props = { model, wizard, dispatch };
  return (
    <div className="import">
      <StepList wizard={wizard} dispatch={dispatch} />
      {wizard.step === 'file' && <FileStep {...props} />}
      {wizard.step === 'columns' && <ColumnsStep {...props} />}
      {wizard.step === 'values' && <ValuesStep {...props} />}
      {wizard.step === 'check' && <CheckStep {...props} />}
      {wizard.step === 'result' && <ResultStep {...props} />}
    </div>
  );
}
