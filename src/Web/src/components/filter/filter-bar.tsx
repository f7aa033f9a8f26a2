import { Button, Input, Popover } from 'antd';
import { Filter as FilterIcon, Search, X } from 'lucide-react';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '@/api/types';
import { useDebounced } from '@/lib/use-debounced';
import { asGroup, group, itemsOf, joinOf, without } from './filter-model';
import { FilterText } from './filter-text';
import './filter.css';
import { useMembers } from './use-members';

const FilterBuilder = lazy(async () => ({ default: (await import('./filter-builder')).FilterBuilder }));

type Props = {
  form: string;
  filter: Filter | undefined;
  search: string | undefined;
  onFilter: (filter: Filter | undefined) => void;
  onSearch: (search: string | undefined) => void;
  /** Before the search, and after the conditions. */
  lead?: ReactNode;
  tail?: ReactNode;
  children?: ReactNode;
};

/** Search and filter of a list or board; every part of the filter is a chip that reads as a sentence. */
export function FilterBar({ form, filter, search, onFilter, onSearch, lead, tail, children }: Props) {
  const { t } = useTranslation();
  const members = useMembers(form);
  const [open, setOpen] = useState(false);
  const whole = asGroup(filter);
  // Parts of an "any of" filter cannot be taken away one by one without changing what it means: it is one chip.
  const chips = joinOf(whole) === 'or' && itemsOf(whole).length > 1 ? [group('or', itemsOf(whole))] : itemsOf(whole);
  return (
    <div className="filter-bar">
      <div className="filter-main">
        {lead}
        <SearchInput search={search} onSearch={onSearch} />
        <Popover
          trigger="click"
          placement="bottomLeft"
          open={open}
          onOpenChange={setOpen}
          destroyOnHidden
          content={
            <Suspense fallback={<div className="filter-builder" />}>
              <FilterBuilder
                filter={filter}
                members={members}
                onApply={(next) => {
                  setOpen(false);
                  onFilter(next);
                }}
              />
            </Suspense>
          }
        >
          <Button icon={<FilterIcon size={16} />}>{t('filter.title')}</Button>
        </Popover>
        {chips.map((item, index) => (
          <span key={JSON.stringify(item)} className="filter-chip">
            <button type="button" onClick={() => setOpen(true)}>
              <FilterText filter={item} members={members} />
            </button>
            <button
              type="button"
              className="filter-remove"
              aria-label={t('filter.remove')}
              onClick={() => onFilter(chips.length === 1 ? undefined : without(filter, index))}
            >
              <X size={14} aria-hidden />
            </button>
          </span>
        ))}
        {(filter || search) && (
          <Button
            type="text"
            onClick={() => {
              onFilter(undefined);
              onSearch(undefined);
            }}
          >
            {t('filter.clear')}
          </Button>
        )}
        {tail}
      </div>
      <div className="filter-side">{children}</div>
    </div>
  );
}

function SearchInput({ search, onSearch }: Pick<Props, 'search' | 'onSearch'>) {
  const { t } = useTranslation();
  const [text, setText] = useState(search ?? '');
  const settled = useDebounced(text, 300);
  useEffect(() => setText(search ?? ''), [search]);
  useEffect(() => {
    if (settled === text && settled !== (search ?? '')) onSearch(settled || undefined);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what was typed may start a search
  }, [settled]);
  return (
    <Input
      className="filter-search"
      prefix={<Search size={16} aria-hidden />}
      placeholder={t('filter.search')}
      aria-label={t('filter.search')}
      allowClear
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
