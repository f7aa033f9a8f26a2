import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input, Modal } from 'antd';
import { Calendar, ChartColumn, House, Plus, Search, TrendingUp } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '@/api/client';
import { useForms } from '@/api/forms';
import type { SearchHit } from '@/api/types';
import { FormIcon } from '@/components/form-icon';
import { useReadOnly } from '@/components/use-read-only';
import { formAddress } from '@/lib/form-views';
import { currentLanguage, formPlural, formTitle } from '@/lib/text';
import { useDebounced } from '@/lib/use-debounced';

type Entry = { id: string; icon: ReactNode; label: string; note: string; open: () => unknown };

/** Records, screens and actions by name, from anywhere. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const entries = useEntries(text);
  const at = Math.min(active, Math.max(entries.length - 1, 0));
  const open = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.open();
  };
  return (
    <Modal
      open
      footer={null}
      closable={false}
      width={560}
      onCancel={onClose}
      className="palette"
      title={<span className="visually-hidden">{t('shell.search')}</span>}
    >
      <Input
        autoFocus
        size="large"
        variant="borderless"
        prefix={<Search size={18} aria-hidden />}
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={entries[at] ? `palette-${at}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setActive(Math.min(at + 1, entries.length - 1));
          else if (event.key === 'ArrowUp') setActive(Math.max(at - 1, 0));
          else if (event.key === 'Enter') return open(entries[at]);
          else return;
          event.preventDefault();
        }}
      />
      <div id="palette-list" role="listbox" aria-label={t('shell.search')} className="palette-list">
        {entries.map((entry, index) => (
          <div
            key={entry.id}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === at}
            className="palette-entry"
            onPointerMove={() => setActive(index)}
            onClick={() => open(entry)}
          >
            {entry.icon}
            <span className="grow">{entry.label}</span>
            <span className="second">{entry.note}</span>
          </div>
        ))}
        {entries.length === 0 && <p className="second">{t('palette.nothing')}</p>}
      </div>
    </Modal>
  );
}

function useEntries(text: string): Entry[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const forms = useForms();
  const readOnly = useReadOnly();
  const language = currentLanguage();
  const wanted = useDebounced(text.trim(), 150);
  const { data } = useQuery({
    queryKey: ['records', '', 'search', wanted],
    queryFn: ({ signal }) => get<{ items: SearchHit[] }>('/api/search', { q: wanted }, signal),
    enabled: wanted !== '',
    placeholderData: (before) => before,
  });
  const screens: Entry[] = [
    {
      id: 'home',
      icon: <House size={18} aria-hidden />,
      label: t('nav.home'),
      note: t('palette.screen'),
      open: () => navigate({ to: '/' }),
    },
    {
      id: 'calendar',
      icon: <Calendar size={18} aria-hidden />,
      label: t('nav.calendar'),
      note: t('palette.screen'),
      open: () => navigate({ to: '/calendar' }),
    },
    ...forms
      .filter((form) => form.can.read)
      .map((form) => ({
        id: `form-${form.key}`,
        icon: <FormIcon name={form.icon} color={form.color} />,
        label: formPlural(form, language),
        note: t('palette.screen'),
        open: () => navigate({ to: formAddress(form), params: { form: form.key } }),
      })),
    {
      id: 'dashboards',
      icon: <ChartColumn size={18} aria-hidden />,
      label: t('nav.dashboards'),
      note: t('palette.screen'),
      open: () => navigate({ to: '/dashboards' }),
    },
    {
      id: 'forecast',
      icon: <TrendingUp size={18} aria-hidden />,
      label: t('nav.forecast'),
      note: t('palette.screen'),
      open: () => navigate({ to: '/forecasts' }),
    },
    ...forms
      .filter((form) => form.can.create && !form.system && !readOnly)
      .map((form) => ({
        id: `new-${form.key}`,
        icon: <Plus size={18} aria-hidden />,
        label: t('form.newTitle', { form: formTitle(form, language) }),
        note: t('palette.action'),
        open: () => navigate({ to: '.', search: (before) => ({ ...before, new: form.key }) }),
      })),
  ];
  const lower = text.trim().toLowerCase();
  const hits = (wanted === '' ? [] : (data?.items ?? [])).map((hit) => {
    const form = forms.find((item) => item.key === hit.form);
    return {
      id: `${hit.form}-${hit.id}`,
      icon: <FormIcon name={form?.icon} color={form?.color} />,
      label: hit.title,
      note: formTitle(form, language),
      open: () => navigate({ to: '/f/$form/$id', params: { form: hit.form, id: String(hit.id) } }),
    };
  });
  return [...hits, ...screens.filter((entry) => entry.label.toLowerCase().includes(lower))];
}
