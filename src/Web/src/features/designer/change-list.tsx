import { useTranslation } from 'react-i18next';
import { useText } from '@/lib/text';
import type { Change } from './changes';

/** Differences between two versions as sentences. */
export function ChangeList({ changes, empty }: { changes: readonly Change[]; empty: string }) {
  const { t } = useTranslation();
  const text = useText();
  if (changes.length === 0) return <p className="second">{empty}</p>;
  const sentence = (change: Change): string => {
    if (change.field === undefined) return t(`change.${change.kind}`);
    const title = text(change.title, change.field);
    if (change.kind !== 'changed') return t(`change.${change.kind}`, { field: title });
    const parts = change.aspects.map((aspect) => t(`aspect.${aspect}`, { before: text(change.before, change.field) }));
    return t('change.changed', { field: title, what: parts.join(t('common.listSeparator')) });
  };
  return (
    <ul className="change-list">
      {changes.map((change, index) => (
        <li key={index}>{sentence(change)}</li>
      ))}
    </ul>
  );
}
