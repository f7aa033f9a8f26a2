import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Expression, ExpressionNode, ValueType } from '@/api/expression';
import { FieldView } from '@/fields/field-view';
import type { Field } from '@/lib/form-model';
import { useFormContext } from '../form-context';

type Members = ReadonlyMap<string, Field>;
type Props = { expression?: Expression; paths?: string[]; members: Members };

/** What a rule reads, with the values it has now. */
export function Inputs({ expression, paths, members }: Props) {
  const { t } = useTranslation();
  const types = expression ? typesIn(expression.root) : new Map<string, ValueType>();
  const keys = paths ?? [...types.keys()];
  if (keys.length === 0) return null;
  return (
    <>
      <p className="why-inputs-title">{t('why.inputs')}</p>
      <dl className="why-inputs">
        {keys.map((path) => (
          <div key={path}>
            <dt>{labelOf(path, members, t)}</dt>
            <dd>
              <Value path={path} type={types.get(path)} field={members.get(path)} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Value({ path, type, field }: { path: string; type: ValueType | undefined; field: Field | undefined }) {
  const { t } = useTranslation();
  const { store } = useFormContext();
  useSyncExternalStore(store.subscribe, () => JSON.stringify(store.read(path, type)?.value));
  const read = store.read(path, type);
  if (!read) return <span className="second">{t('why.unknown')}</span>;
  if (field) return <FieldView field={field} value={read.value} compact />;
  return read.value === null || read.value === undefined ? '–' : String(read.value);
}

/** Stage properties that no filter knows have names of their own. */
export function labelOf(path: string, members: Members, t: (key: string) => string): string {
  const known = members.get(path);
  if (known) return known.label;
  const [first = '', property = ''] = path.split('.');
  const parent = members.get(first)?.label ?? first;
  if (members.get(first)?.type === 'stage' && ['days', 'limit', 'order', 'probability'].includes(property))
    return `${parent} · ${t(`why.stageMember.${property}`)}`;
  return property ? `${parent} · ${property}` : path;
}

function typesIn(node: ExpressionNode, found = new Map<string, ValueType>()): Map<string, ValueType> {
  switch (node.kind) {
    case 'member':
      return found.set(node.path, node.type);
    case 'unary':
      return typesIn(node.operand, found);
    case 'binary':
    case 'logical':
      return typesIn(node.right, typesIn(node.left, found));
    case 'conditional':
      return typesIn(node.otherwise, typesIn(node.whenMet, typesIn(node.test, found)));
    case 'call':
      return node.arguments.reduce((all, item) => typesIn(item, all), found);
    case 'list':
      return node.items.reduce((all, item) => typesIn(item, all), found);
    default:
      return found;
  }
}
