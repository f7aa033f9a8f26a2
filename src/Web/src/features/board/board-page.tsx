import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { pipelinesOf, pipelinesQuery, useFormInfo } from '@/api/forms';
import { FilterBar } from '@/components/filter/filter-bar';
import { FormIcon } from '@/components/form-icon';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { useReadOnly } from '@/components/use-read-only';
import { ViewSwitch } from '@/components/view-switch';
import { useViewControls } from '@/components/saved-views/saved-views';
import { useArrival } from '@/components/saved-views/use-saved-views';
import { changedAddress } from '@/components/saved-views/view-state';
import { defaultSort, useFormModel } from '@/lib/form-model';
import { formAddress } from '@/lib/form-views';
import type { ListSearch } from '@/lib/list-search';
import { usePhone } from '@/lib/media';
import { currentLanguage, formPlural, formTitle } from '@/lib/text';
import { BoardView } from './board-view';
import { PipelineSwitch } from './pipeline-switch';
import './board.css';

export function BoardPage() {
  const { t } = useTranslation();
  const { form } = useParams({ from: '/app/f/$form/board' });
  const { filter, search, sort, view, columns, pipeline: asked } = useSearch({ from: '/app/f/$form/board' });
  const address = { filter, search, sort, view, columns, pipeline: asked };
  const navigate = useNavigate();
  const info = useFormInfo(form);
  const readOnly = useReadOnly();
  const pipelines = useQuery(pipelinesQuery);
  const model = useFormModel(form);
  const own = pipelines.data && info ? pipelinesOf(pipelines.data, form, info.pipelines) : [];
  const pipeline = own.find((item) => item.key === asked) ?? own[0];
  const newTitle = t('form.newTitle', { form: formTitle(info, currentLanguage()) });
  const phone = usePhone();
  const pipelineSwitch = own.length > 1 && <PipelineSwitch form={form} pipelines={own} shown={pipeline?.key} address={address} />;
  const open = (changes: object) => void navigate({ to: '.', search: (before) => ({ ...before, ...changes }), replace: true });
  const change = (changes: ListSearch) =>
    void navigate({ to: '.', search: (before) => changedAddress(before, changes), replace: true });
  const sortOf = model ? defaultSort(model) : '';
  const waits = useArrival(form, address, model && sortOf, open);
  const views = useViewControls({ form, address, defaultSort: sortOf, onApply: open });

  // A board that is switched off leads to what there is; one without a pipeline says so.
  if (info && pipeline && !info.views.includes('board'))
    return <Navigate to={formAddress(info)} params={{ form }} search={true} replace />;
  return (
    <div className="board-page">
      <PageHeader
        title={formPlural(info, currentLanguage())}
        icon={info && <FormIcon name={info.icon} color={info.color} size={20} />}
      >
        <ViewSwitch form={form} address={address} />
        {!phone && pipelineSwitch}
      </PageHeader>
      {phone && pipelineSwitch && <div className="board-pipeline">{pipelineSwitch}</div>}
      <FilterBar
        form={form}
        filter={filter}
        search={search}
        onFilter={(next) => change({ filter: next })}
        onSearch={(next) => change({ search: next })}
        lead={views.menu}
        tail={views.strip}
      >
        {info?.can.create && (
          <Button
            type="primary"
            icon={<Plus size={16} />}
            disabled={readOnly !== undefined}
            title={readOnly}
            // On a phone the plus stands alone.
            aria-label={newTitle}
            onClick={() => open({ new: form })}
          >
            {newTitle}
          </Button>
        )}
      </FilterBar>
      {pipelines.isError ? (
        <Failed error={pipelines.error} onRetry={() => void pipelines.refetch()} />
      ) : pipeline && model && !waits ? (
        <BoardView key={pipeline.key} pipeline={pipeline} model={model} filter={filter} search={search} />
      ) : pipelines.data && info && !pipeline ? (
        <Empty text={t('board.noPipeline')} />
      ) : (
        <div className="page">
          <Loading rows={8} />
        </div>
      )}
    </div>
  );
}
