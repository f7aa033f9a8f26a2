import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { pipelinesQuery, useFormInfo } from '@/api/forms';
import { FilterBar } from '@/components/filter/filter-bar';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { ViewSwitch } from '@/components/view-switch';
import { useFormModel } from '@/lib/form-model';
import { currentLanguage, formPlural, formTitle } from '@/lib/text';
import { BoardView } from './board-view';
import './board.css';

export function BoardPage() {
  const { t } = useTranslation();
  const { form } = useParams({ from: '/app/f/$form/board' });
  const { filter, search } = useSearch({ from: '/app/f/$form/board' });
  const navigate = useNavigate();
  const info = useFormInfo(form);
  const pipelines = useQuery(pipelinesQuery);
  const model = useFormModel(form);
  const pipeline = pipelines.data?.find((item) => item.form === form);
  const change = (changes: object) => void navigate({ to: '.', search: (before) => ({ ...before, ...changes }), replace: true });

  return (
    <div className="board-page">
      <PageHeader title={formPlural(info, currentLanguage())}>
        <ViewSwitch form={form} filter={filter} search={search} />
      </PageHeader>
      <FilterBar
        form={form}
        filter={filter}
        search={search}
        onFilter={(next) => change({ filter: next })}
        onSearch={(next) => change({ search: next })}
      >
        {info?.can.create && (
          <Button type="primary" icon={<Plus size={16} />} onClick={() => change({ new: form })}>
            {t('form.newTitle', { form: formTitle(info, currentLanguage()) })}
          </Button>
        )}
      </FilterBar>
      {pipelines.isError ? (
        <Failed error={pipelines.error} onRetry={() => void pipelines.refetch()} />
      ) : pipeline && model ? (
        <BoardView pipeline={pipeline} model={model} filter={filter} search={search} />
      ) : pipelines.data && !pipeline ? (
        <Empty text={t('board.noPipeline')} />
      ) : (
        <div className="page">
          <Loading rows={8} />
        </div>
      )}
    </div>
  );
}
