import { useTranslation } from 'react-i18next';
import type { Fault, FormDocument } from '@/api/types';
import type { FaultPlace } from '@/components/definition/fault-region';
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

/** What of the form a fault is about; going there selects it. */
export function useFaultPlace(onGo?: () => void): (fault: Fault) => FaultPlace {
  const { t } = useTranslation();
  const store = useStore();
  return ({ path }) => {
    const doc = store.doc();
    const target = targetOf(path, doc);
    const name =
      target.kind === 'field'
        ? fieldTitle(doc.properties[target.key], target.key, currentLanguage())
        : t(target.kind === 'form' ? 'designer.theForm' : 'layoutKind.section');
    return {
      name,
      onGo: () => {
        store.select(target);
        onGo?.();
      },
    };
  };
}
