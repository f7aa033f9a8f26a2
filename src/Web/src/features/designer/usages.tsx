import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FieldUsage } from '@/api/definitions';
import type { FormDocument } from '@/api/types';
import { currentLanguage, fieldTitle, useText } from '@/lib/text';
import { useStore } from './designer-store';
import { targetOf } from './use-fault-place';

type Props = { doc: FormDocument; field: string; usages: FieldUsage[]; onGo: () => void };

/** Where a field that goes or changes type is used; each place leads to where it is edited. */
export function Usages({ doc, field, usages, onGo }: Props) {
  const { t } = useTranslation();
  const store = useStore();
  const isGone = doc.properties[field] === undefined;
  const title = fieldTitle(doc.properties[field] ?? store.published?.properties[field], field, currentLanguage());
  return (
    <section className="sheet-section">
      <h3>{t(isGone ? 'publish.usedIn' : 'publish.alsoUsedIn', { field: title })}</h3>
      <UsageList doc={doc} usages={usages} onGo={onGo} />
    </section>
  );
}

/** The places themselves. One pipeline may name a field in ten of them; it is one place to go to. */
export function UsageList({ doc, usages, onGo }: Pick<Props, 'doc' | 'usages'> & { onGo?: () => void }) {
  const { t } = useTranslation();
  const store = useStore();
  const text = useText();
  const places = [
    ...new Map(usages.map((usage) => [`${usage.kind}/${usage.key}/${text(usage.title, '')}`, usage])).values(),
  ].toSorted((one, other) => one.kind.localeCompare(other.kind));
  return (
    <ul className="change-list">
      {places.map((usage, index) => (
        <li key={index}>
          {t(`definitionKind.${usage.path.startsWith('/properties/') ? 'field' : usage.kind}`)}{' '}
          {usage.kind === 'form' && usage.key === doc.$id ? (
            <button
              type="button"
              className="link"
              onClick={() => {
                store.select(targetOf(usage.path, doc));
                onGo?.();
              }}
            >
              {text(usage.title, usage.key)}
            </button>
          ) : (
            <UsageLink usage={usage} title={text(usage.title, usage.key)} />
          )}
        </li>
      ))}
    </ul>
  );
}

function UsageLink({ usage: { kind, key, form, path }, title }: { usage: FieldUsage; title: string }) {
  if (kind === 'form') return <Link to="/build/forms/$form" params={{ form: key }} search={{ at: path }}>{title}</Link>; // prettier-ignore
  if (kind === 'pipeline') return <Link to="/build/pipelines/$key" params={{ key }}>{title}</Link>; // prettier-ignore
  if (kind === 'role') return <Link to="/build/roles/$role" params={{ role: key }}>{title}</Link>; // prettier-ignore
  if (kind === 'view' && form) return <Link to="/f/$form" params={{ form }} search={{ view: key }}>{title}</Link>; // prettier-ignore
  if (kind === 'dashboard') return <Link to="/d/$key/edit" params={{ key }}>{title}</Link>; // prettier-ignore
  if (kind === 'home') return <Link to="/build/homes/$key" params={{ key }}>{title}</Link>; // prettier-ignore
  if (kind === 'forecast') return <Link to="/forecasts/$key" params={{ key }}>{title}</Link>; // prettier-ignore
  if (kind === 'metric') return <Link to="/build/metrics/$key" params={{ key }}>{title}</Link>; // prettier-ignore
  return <strong>{title}</strong>;
}
