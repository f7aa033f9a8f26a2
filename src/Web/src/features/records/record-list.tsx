import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus, Upload } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listQuery } from '@/api/records';
import { FilterBar } from '@/components/filter/filter-bar';
import { Empty, Failed, Loading } from '@/components/states';
import { useReadOnly } from '@/components/use-read-only';
import { useViewControls } from '@/components/saved-views/saved-views';
import { defaultSort, type FormModel } from '@/lib/form-model';
import { currentLanguage, formPlural, formTitle } from '@/lib/text';
import { mergeTitles, TitlesContext } from '@/lib/titles';
import { BulkBar } from './bulk-bar';
import { ColumnPicker } from './column-picker';
import { useColumns } from './columns';
import { ExportMenu } from './export-menu';
import { ListFooter } from './list-footer';
import { RecordTable } from './record-table';
import { useListSearch } from './use-list-search';

const summed = new Set(['money', 'decimal', 'integer']);

export function RecordList({ model }: { model: FormModel }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { address, change, open } = useListSearch();
  const { filter, search } = address;
  const { columns, stored, choose } = useColumns(model, address, (keys) => change({ columns: keys }));
  const [selected, setSelected] = useState<Set<number>>(new Set());
  const sort = address.sort ?? defaultSort(model);
  const views = useViewControls({ form: model.key, address, defaultSort: defaultSort(model), columns: stored, onApply: open });
  const totals = columns
    .filter((field) => summed.has(field.type) && !field.x.ungrouped && !field.masked)
    .map((field) => field.key);
  const query = useInfiniteQuery(
    listQuery(model.key, { filter, search, sort, limit: 100, count: true, totals: totals.join(',') || undefined, expand: '*' }),
  );
  const { fetchNextPage, isFetchingNextPage, hasNextPage } = query;
  const records = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const titles = useMemo(() => mergeTitles(...(query.data?.pages.map((page) => page.titles) ?? [])), [query.data]);
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const first = query.data?.pages[0];
  const can = model.info?.can;
  const readOnly = useReadOnly();
  const create = () => void navigate({ to: '.', search: (before) => ({ ...before, new: model.key }) });
  const newTitle = t('form.newTitle', { form: formTitle(model.document, currentLanguage()) });
  const shown = { filter: filter && JSON.stringify(filter), search, sort, fields: columns.map((field) => field.key).join() };
  const chosen = records.filter((record) => selected.has(record.id));

  return (
    <TitlesContext value={titles}>
      {chosen.length > 0 ? (
        <BulkBar model={model} records={chosen} onDone={() => setSelected(new Set())} />
      ) : (
        <FilterBar
          form={model.key}
          filter={filter}
          search={search}
          onFilter={(next) => change({ filter: next })}
          onSearch={(next) => change({ search: next })}
          lead={views.menu}
          tail={views.strip}
        >
          <ColumnPicker model={model} columns={columns} onChoose={choose} />
          {can?.export && <ExportMenu form={model.key} query={shown} />}
          {can?.import && (
            <Button
              icon={<Upload size={16} />}
              aria-label={t('nav.import')}
              title={t('nav.import')}
              onClick={() => void navigate({ to: '/f/$form/import', params: { form: model.key } })}
            />
          )}
          {can?.create && (
            <Button
              type="primary"
              icon={<Plus size={16} />}
              disabled={readOnly !== undefined}
              title={readOnly}
              // On a phone the plus stands alone.
              aria-label={newTitle}
              onClick={create}
            >
              {newTitle}
            </Button>
          )}
        </FilterBar>
      )}
      {query.isError && !query.data ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <div className="page">
          <Loading rows={10} />
        </div>
      ) : records.length === 0 ? (
        <NothingHere
          model={model}
          filtered={Boolean(filter ?? search)}
          onClear={() => change({ filter: undefined, search: undefined })}
          onCreate={create}
        />
      ) : (
        <RecordTable
          model={model}
          columns={columns}
          records={records}
          total={first?.total}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          selected={selected}
          onSelect={setSelected}
          hasMore={hasNextPage}
          onMore={more}
          place={`${model.key} ${JSON.stringify([filter, search, sort])}`}
        />
      )}
      {records.length > 0 && <ListFooter total={first?.total} totals={first?.totals} columns={columns} />}
    </TitlesContext>
  );
}

type NothingProps = { model: FormModel; filtered: boolean; onClear: () => void; onCreate: () => void };

function NothingHere({ model, filtered, onClear, onCreate }: NothingProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const readOnly = useReadOnly();
  const form = formPlural(model.info, currentLanguage()) || formTitle(model.document, currentLanguage());
  if (filtered)
    return (
      <Empty text={t('list.noMatch', { form })}>
        <Button onClick={onClear}>{t('filter.clear')}</Button>
      </Empty>
    );
  return (
    <Empty text={t(model.info?.can.import ? 'list.nothingYetImport' : 'list.nothingYet', { form })}>
      {model.info?.can.create && (
        <Button disabled={readOnly !== undefined} title={readOnly} onClick={onCreate}>
          {t('list.createFirst')}
        </Button>
      )}
      {model.info?.can.import && (
        <Button onClick={() => void navigate({ to: '/f/$form/import', params: { form: model.key } })}>{t('nav.import')}</Button>
      )}
    </Empty>
  );
}
