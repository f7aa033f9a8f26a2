import { useTranslation } from 'react-i18next';
import type { Fault, FormDocument } from '@/api/types';
import { currentLanguage, fieldTitle } from '@/lib/text';
import { useStore, type Selection } from './designer-store';
import { detailOf } from './document';
import { elementAt, keyOf, type Path } from './layout-tree';

/** What of the form a pointer of the server leads to. */
export function targetOf(path: string, doc: FormDocument): Selection {
  const [first, second, third, ...rest] = path.split('/').slice(1);
  if (first === 'properties' && second && doc.properties[second]) return { kind: 'field', key: second };
  if (first === 'required') {
    const key = doc.required?.[Number(second)];
    if (key && doc.properties[key]) return { kind: 'field', key };
  }
  if (first === 'x-form' && second === 'layouts' && third === 'detail') {
    const steps: Path = rest.filter((_, index) => rest[index - 1] === 'elements').map(Number);
    const element = elementAt(detailOf(doc), steps);
    const key = keyOf(element);
    if (key && doc.properties[key]) return { kind: 'field', key };
    if (element && steps.length > 0) return { kind: 'element', path: steps };
  }
  return { kind: 'form' };
}

/** Refusals as a list; each leads to what it is about. */
export function FaultList({ faults, onGo }: { faults: readonly Fault[]; onGo?: () => void }) {
  const { t } = useTranslation();
  const store = useStore();
  const doc = store.doc();
  const named = (target: Selection) =>
    target.kind === 'field'
      ? fieldTitle(doc.properties[target.key], target.key, currentLanguage())
      : t(target.kind === 'form' ? 'designer.theForm' : 'layoutKind.section');
  return (
    <ul className="fault-list">
      {faults.slice(0, 100).map((fault, index) => {
        const target = targetOf(fault.path, doc);
        return (
          <li key={index}>
            <button
              type="button"
              className="link"
              onClick={() => {
                store.select(target);
                onGo?.();
              }}
            >
              {named(target)}
            </button>
            <span>{fault.message}</span>
          </li>
        );
      })}
    </ul>
  );
}
