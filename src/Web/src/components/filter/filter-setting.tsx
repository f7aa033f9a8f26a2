import { Button, Popover } from 'antd';
import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '@/api/types';
import { FilterText } from './filter-text';
import { useMembers } from './use-members';
import './filter.css';

const FilterBuilder = lazy(async () => ({ default: (await import('./filter-builder')).FilterBuilder }));

type Props = { form: string; label: string; filter: Filter | undefined; onChange: (filter: Filter | undefined) => void };

/** Which records of a form are meant: a sentence that opens the builder. */
export function FilterSetting({ form, label, filter, onChange }: Props) {
  const { t } = useTranslation();
  const members = useMembers(form);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="setting" role="group" aria-labelledby={id}>
      <span className="setting-label" id={id}>
        {label}
      </span>
      <div className="filter-setting">
        <span>{filter ? <FilterText filter={filter} members={members} /> : t('filterSetting.all')}</span>
        <Popover
          trigger="click"
          placement="bottom"
          open={isOpen}
          onOpenChange={setOpen}
          destroyOnHidden
          content={
            <Suspense fallback={<div className="filter-builder" />}>
              <FilterBuilder
                filter={filter}
                members={members}
                onApply={(next) => {
                  setOpen(false);
                  onChange(next);
                }}
              />
            </Suspense>
          }
        >
          <Button size="small" aria-label={t('filterSetting.changeOf', { label })}>
            {t('filterSetting.change')}
          </Button>
        </Popover>
      </div>
    </div>
  );
}
