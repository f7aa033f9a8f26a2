import { Input } from 'antd';
import { Columns2, Heading, Rows3, Search, SquareFunction, SquareStack, type LucideIcon } from 'lucide-react';
import { memo, useContext, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldTypeKey, Text } from '@/api/types';
import { paletteGroups } from '@/fields/settings';
import { currentLanguage, fieldTitle } from '@/lib/text';
import { addLayout, addType, putOnForm, type LayoutKind } from './actions';
import { DeletedFields } from './deleted-fields';
import { useDesigner, useStore } from './designer-store';
import { unplaced } from './document';
import { useDraggable, type Dragged } from './dnd';
import { SettingsContext } from './type-settings';

const layouts: { kind: LayoutKind; icon: LucideIcon }[] = [
  { kind: 'section', icon: Rows3 },
  { kind: 'columns', icon: Columns2 },
  { kind: 'tabs', icon: SquareStack },
  { kind: 'label', icon: Heading },
];

// The most wanted first; a type that is not named comes last.
const order: FieldTypeKey[] = [
  'text',
  'longText',
  'date',
  'dateTime',
  'email',
  'phone',
  'url',
  'file',
  'select',
  'multiSelect',
  'boolean',
  'stage',
  'relation',
  'user',
  'users',
  'money',
  'integer',
  'decimal',
  'percent',
];
const placeOf = (type: FieldTypeKey) => (order.includes(type) ? order.indexOf(type) : order.length);

/** What can be put on the form: dragged there, or added behind what is selected. */
export const Palette = memo(function Palette({ onAdded }: { onAdded?: () => void }) {
  const { t } = useTranslation();
  const store = useStore();
  const types = useContext(SettingsContext);
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase();
  const fits = (label: string) => label.toLocaleLowerCase().includes(wanted);
  const inWords = (label: string): Text => ({ [currentLanguage()]: label });

  const groups = paletteGroups.map((group) => ({
    group,
    entries: (Object.keys(types) as FieldTypeKey[])
      .filter((type) => types[type].group === group)
      .toSorted((a, b) => placeOf(a) - placeOf(b))
      .map((type): Entry => ({
        key: type,
        label: t(`fieldType.${type}`),
        icon: types[type].icon,
        dragged: { kind: 'type', type },
        add: () => void addType(store, types[type], inWords(t(`fieldType.${type}`))),
      }))
      .concat(
        group === 'computed'
          ? [formula(() => addType(store, types.decimal, inWords(t('fieldType.formula')), undefined, true))]
          : [],
      )
      .filter((entry) => fits(entry.label)),
  }));
  function formula(add: () => void): Entry {
    return {
      key: 'formula',
      label: t('fieldType.formula'),
      icon: SquareFunction,
      dragged: { kind: 'type', type: 'formula' },
      add,
    };
  }
  const structure = layouts
    .map(({ kind, icon }): Entry => ({
      key: kind,
      label: t(`layoutKind.${kind}`),
      icon,
      dragged: { kind: 'layout', layout: kind },
      add: () => addLayout(store, kind, inWords(t(`layoutKind.${kind}New`))),
    }))
    .filter((entry) => fits(entry.label));
  const nothing = structure.length === 0 && groups.every(({ entries }) => entries.length === 0);

  return (
    <aside className="designer-palette" aria-label={t('designer.palette')}>
      <Input
        prefix={<Search size={14} aria-hidden />}
        placeholder={t('designer.searchTypes')}
        aria-label={t('designer.searchTypes')}
        value={search}
        allowClear
        onChange={(event) => setSearch(event.target.value)}
      />
      {groups.map(({ group, entries }) => (
        <Group key={group} title={t(`paletteGroup.${group}`)} entries={entries} onAdded={onAdded} />
      ))}
      <Group title={t('paletteGroup.layout')} entries={structure} onAdded={onAdded} />
      {nothing && <p className="second">{t('designer.noType', { search })}</p>}
      {!wanted && <Unplaced onAdded={onAdded} />}
      {!wanted && <DeletedFields form={store.doc().$id} />}
    </aside>
  );
});

type Entry = { key: string; label: string; icon: LucideIcon; dragged: Dragged; add: () => void };

function Group({ title, entries, onAdded }: { title: string; entries: Entry[]; onAdded?: () => void }) {
  if (entries.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      {entries.map(({ key, label, icon: Icon, dragged, add }) => (
        <Item
          key={key}
          label={label}
          dragged={dragged}
          onAdd={() => {
            add();
            onAdded?.();
          }}
        >
          <Icon size={16} aria-hidden />
        </Item>
      ))}
    </section>
  );
}

function Item({ label, dragged, onAdd, children }: { label: string; dragged: Dragged; onAdd: () => void; children?: ReactNode }) {
  const { t } = useTranslation();
  const { ref, isDragging } = useDraggable(dragged);
  return (
    <button
      type="button"
      ref={ref as React.RefObject<HTMLButtonElement>}
      className={`palette-item${isDragging ? ' dragging' : ''}`}
      aria-label={t('designer.add', { type: label })}
      onClick={onAdd}
    >
      {children}
      <span>{label}</span>
    </button>
  );
}

/** Fields of the form that stand nowhere on it, to be brought back. */
function Unplaced({ onAdded }: { onAdded?: () => void }) {
  const { t } = useTranslation();
  const store = useStore();
  const keys = useDesigner((state) => unplaced(state.doc()).join(' '))
    .split(' ')
    .filter(Boolean);
  if (keys.length === 0) return null;
  return (
    <section>
      <h3>{t('designer.unplaced')}</h3>
      {keys.map((key) => (
        <UnplacedField
          key={key}
          fieldKey={key}
          onLook={() => {
            store.select({ kind: 'field', key });
            onAdded?.();
          }}
          onPlace={() => {
            putOnForm(store, key);
            onAdded?.();
          }}
        />
      ))}
    </section>
  );
}

function UnplacedField({ fieldKey, onLook, onPlace }: { fieldKey: string; onLook: () => void; onPlace: () => void }) {
  const { t } = useTranslation();
  const schema = useDesigner((state) => state.doc().properties[fieldKey]);
  const { ref, isDragging } = useDraggable({ kind: 'unplaced', key: fieldKey });
  const label = fieldTitle(schema, fieldKey, currentLanguage());
  return (
    <div className="palette-unplaced">
      <button
        type="button"
        ref={ref as React.RefObject<HTMLButtonElement>}
        className={`palette-item${isDragging ? ' dragging' : ''}`}
        onClick={onLook}
      >
        <span>{label}</span>
      </button>
      <button type="button" className="link" aria-label={t('designer.putOnForm', { label })} onClick={onPlace}>
        {t('designer.place')}
      </button>
    </div>
  );
}
