import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '@/api/client';
import type { Titles } from '@/api/types';

type Found = { id: number; title: string; owner: number | null; likeness: 'same' | 'similar'; value: string };
type Props = { form: string; field: string; value: unknown; except: number | undefined };
const pause = 400;

/** Says while one types that the same thing may be there already. */
export function DuplicateHint({ form, field, value, except }: Props) {
  const { t } = useTranslation();
  const text = useSettled(typeof value === 'string' ? value.trim() : '');
  const { data } = useQuery({
    queryKey: ['records', form, 'duplicates', field, text, except],
    queryFn: ({ signal }) =>
      get<{ items: Found[]; titles?: Titles }>(`/api/forms/${form}/duplicates`, { field, value: text, except }, signal),
    enabled: text.length > 1,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const items = text.length > 1 ? (data?.items ?? []) : [];
  return (
    <div role="status" className={items.length > 0 ? 'duplicate-hint' : undefined}>
      {items.length > 0 && (
        <>
          <TriangleAlert size={14} aria-hidden />
          <ul>
            {items.map((item) => {
              const owner = item.owner === null ? undefined : data?.titles?.['user']?.[String(item.owner)];
              return (
                <li key={item.id}>
                  {t(`duplicate.${item.likeness}`)}{' '}
                  <Link to="/f/$form/$id" params={{ form, id: String(item.id) }} target="_blank">
                    {item.title}
                  </Link>
                  {item.value !== item.title && <span> · {item.value}</span>}
                  {owner && <span> · {owner}</span>}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
