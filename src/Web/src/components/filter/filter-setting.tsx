import { Button, Popover } from 'antd';
import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '@/api/types';
import type { Field } from '@/lib/form-model';
import { FilterText } from './filter-text';
import { useMembers } from './use-members';
import './filter.css';

const FilterBuilder = lazy(async () => ({ default: (await import('./filter-builder')).FilterBuilder }));

type Props = { label: string; filter: Filter | undefined; onChange: (filter: Filter | undefined) => void };

/** Which records of a form are meant: a sentence that opens the builder. */
export function FilterSetting({ form, ...props }: Props & { form: string }) {
  return <MembersFilterSetting {...props} members={useMembers(form)} />;
}

/** The same about what is given to ask about. */
export function MembersFilterSetting({ label, filter, members, onChange }: Props & { members: Map<string, Field> }) {
  const { t } = useTranslation();
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
                applyLabel={t('filterSetting.apply')}
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
