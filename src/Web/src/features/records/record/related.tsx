import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { ChevronRight, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormDocument, useFormInfo } from '@/api/forms';
import { pageQuery } from '@/api/records';
import type { Filter, RelatedList } from '@/api/types';
import { useReadOnly } from '@/components/use-read-only';
import { currentLanguage, formPlural, formTitle, useText } from '@/lib/text';
import { Panel } from './panel';
import { pointerTo, relatedQuery } from './record-api';

/** Records that point here, with counts; opening one lists the first few. */
export function Related({ form, id }: { form: string; id: number }) {
  const { t } = useTranslation();
  const { data } = useQuery(relatedQuery(form, id));
  if (!data?.length) return null;
  return (
    <Panel title={t('record.related')}>
      {data.map((list) => (
        <RelatedItem key={`${list.form} ${list.field}`} form={form} id={id} list={list} />
      ))}
    </Panel>
  );
}

function RelatedItem({ form, id, list }: { form: string; id: number; list: RelatedList }) {
  const { t } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const info = useFormInfo(list.form);
  const readOnly = useReadOnly();
  const [open, setOpen] = useState(false);
  const document = useFormDocument(list.form);
  const pointer = pointerTo(document.data?.properties[list.field], form, id);
  const filter: Filter = { member: list.field, operator: 'equals', values: [pointer] };
  const { data } = useQuery({
    ...pageQuery(list.form, { filter, limit: 5, sort: '-updatedAt' }),
    enabled: open && document.isSuccess,
  });
  const title = text(list.title) || formPlural(info, currentLanguage());
  return (
    <div className="related-item">
      <details className="related" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <ChevronRight size={14} aria-hidden />
          <span className="grow">{title}</span>
          <span className="second figure">{list.count}</span>
        </summary>
        <ul className="plain-list">
          {data?.items.map((record) => (
            <li key={record.id}>
              <Link to="/f/$form/$id" params={{ form: list.form, id: String(record.id) }}>
                {String(record[info?.recordTitle ?? ''] ?? `#${record.id}`)}
              </Link>
            </li>
          ))}
          {list.count > 5 && (
            <li>
              <Link to="/f/$form" params={{ form: list.form }} search={{ filter }}>
                {t('record.allRelated', { count: list.count })}
              </Link>
            </li>
          )}
        </ul>
      </details>
      {info?.can.create && (
        <Button
          type="text"
          size="small"
          icon={<Plus size={14} />}
          disabled={readOnly !== undefined}
          title={readOnly}
          aria-label={t('form.newTitle', { form: formTitle(info, currentLanguage()) })}
          onClick={() =>
            void navigate({ to: '.', search: (before) => ({ ...before, new: list.form, preset: { [list.field]: pointer } }) })
          }
        />
      )}
    </div>
  );
}
