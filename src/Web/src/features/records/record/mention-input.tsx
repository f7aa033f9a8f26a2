import { useQuery } from '@tanstack/react-query';
import { Mentions } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormInfo } from '@/api/forms';
import { pageQuery } from '@/api/records';
import type { RecordData } from '@/api/types';
import type { Mention } from '@/lib/mentions';
import { useDebounced } from '@/lib/use-debounced';

type Props = { value: string; onChange: (value: string) => void; onPick: (mention: Mention) => void; onEnter: () => void };

/** A text in which @ offers people and teams. */
export function MentionInput({ value, onChange, onPick, onEnter }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useState<string | null>(null);
  const settled = useDebounced(search);
  const { found: people, fresh: freshPeople } = useFound('user', settled);
  const { found: teams, fresh: freshTeams } = useFound('team', settled);
  const fresh = settled === search && freshPeople && freshTeams;
  // What is shown while the server is still searching must not be picked for another name.
  const typed = (search ?? '').toLowerCase();
  const fits = (mention: Mention) => fresh || mention.name.toLowerCase().includes(typed);
  const found: Mention[] = [
    ...people.filter(fits).slice(0, 8),
    ...teams.filter((team) => fits(team) && !people.some((person) => person.name === team.name)).slice(0, 4),
  ];
  return (
    <Mentions
      aria-label={t('record.comment')}
      placeholder={t('record.commentHint')}
      autoSize={{ minRows: 1, maxRows: 8 }}
      value={value}
      filterOption={false}
      notFoundContent={t('field.noneFound')}
      options={found.map((mention) => ({
        key: `${mention.form}${mention.id}`,
        value: mention.name,
        label: mention.form === 'team' ? `${mention.name} · ${t('record.mentionTeam')}` : mention.name,
      }))}
      onSearch={(text) => setSearch(text)}
      onSelect={(option) => {
        // The component changes keys, so that the name, unique in the list, tells who it is.
        const mention = found.find((it) => it.name === option.value);
        if (mention) onPick(mention);
      }}
      onChange={(text) => {
        onChange(text);
        // The component searches when a key is let go; an input method, a paste or a voice types without keys.
        const name = nameAtCaret(text);
        if (name !== null) setSearch(name);
      }}
      onPressEnter={(event) => {
        if (event.shiftKey || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onEnter();
      }}
    />
  );
}

function nameAtCaret(text: string): string | null {
  const field = document.activeElement;
  const caret = field instanceof HTMLTextAreaElement ? field.selectionStart : text.length;
  return /@([^\s@]*)$/.exec(text.slice(0, caret))?.[1] ?? null;
}

/** Records of a built-in form by name; two of one name are told apart by their number. */
function useFound(form: Mention['form'], search: string | null): { found: Mention[]; fresh: boolean } {
  const info = useFormInfo(form);
  const titleKey = info?.recordTitle ?? 'name';
  const { data, isPlaceholderData } = useQuery({
    ...pageQuery(form, { search: search || undefined, limit: 20 }),
    enabled: search !== null && info?.can.read === true,
  });
  const records = (data?.items ?? []).filter((record) => record['active'] !== false);
  const nameOf = (record: RecordData) =>
    String(record[titleKey] ?? '')
      .replace(/[[\]\r\n]/g, ' ')
      .slice(0, 150) || `#${record.id}`;
  const found = records.map((record): Mention => {
    const name = nameOf(record);
    const twice = records.some((other) => other.id !== record.id && nameOf(other) === name);
    return { name: twice ? `${name} #${record.id}` : name, form, id: record.id };
  });
  return { found, fresh: !isPlaceholderData };
}
