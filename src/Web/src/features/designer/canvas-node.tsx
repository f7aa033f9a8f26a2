import { EyeOff, GripVertical, SquareFunction } from 'lucide-react';
import { memo, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LayoutElement } from '@/api/types';
import { Control } from '@/components/form/control';
import { fieldType } from '@/fields/registry';
import { fieldOf } from '@/lib/form-model';
import { currentLanguage, fieldTitle, useText } from '@/lib/text';
import { isSelected, useDesigner, useField, useStore } from './designer-store';
import { detailOf, updateElement } from './document';
import { typeOf, useDraggable, useDropPlace, type Dragged } from './dnd';
import { childrenOf, elementAt, keyOf, mayContain, startsWith, type Path } from './layout-tree';

const toPath = (path: string): Path => (path === '' ? [] : path.split('/').map(Number));
type NodeProps = { element: LayoutElement; path: string; isStacked?: boolean };

/** Children of an element in the grid of the form. */
export function CanvasChildren({ element, path, isStacked }: NodeProps) {
  return (
    <div className={isStacked ? 'layout-stack' : 'layout-grid wide'}>
      {childrenOf(element).map((child, index) => (
        <CanvasNode
          key={nodeKey(child, index)}
          element={child}
          path={path === '' ? String(index) : `${path}/${index}`}
          isStacked={isStacked}
        />
      ))}
    </div>
  );
}

// A field keeps its element while it moves among its neighbours.
const nodeKey = (element: LayoutElement, index: number) => keyOf(element) || `${element.type}-${index}`;

/** One element; drawn anew only when it or its place has changed. */
const CanvasNode = memo(function CanvasNode({ element, path, isStacked }: NodeProps) {
  const text = useText();
  const { t } = useTranslation();
  const title = text(element.options?.title, typeof element.label === 'string' ? element.label : (element.text ?? ''));
  switch (element.type) {
    case 'Control':
      return <CanvasField element={element} path={path} isStacked={isStacked} />;
    case 'Label':
      return (
        <Frame element={element} path={path} label={title} isWide>
          <p className="layout-label">{title}</p>
        </Frame>
      );
    case 'HorizontalLayout':
      return (
        <Section element={element} path={path} label={t('layoutKind.columns')}>
          <div className="layout-grid">
            {childrenOf(element).map((child, index) =>
              child.type === 'VerticalLayout' ? (
                <Column key={index} element={child} path={`${path}/${index}`} />
              ) : (
                <CanvasNode key={nodeKey(child, index)} element={child} path={`${path}/${index}`} />
              ),
            )}
          </div>
        </Section>
      );
    case 'Categorization':
      return <CanvasTabs element={element} path={path} />;
    default:
      return (
        <Section element={element} path={path} label={title || t('layoutKind.section')} title={title}>
          <Inside element={element} path={path} />
        </Section>
      );
  }
});

function CanvasField({ element, path, isStacked }: NodeProps) {
  const key = keyOf(element);
  const schema = useField(key);
  const isRequired = useDesigner((store) => store.doc().required?.includes(key) ?? false);
  const hasFault = useDesigner((store) =>
    store.faults().some((fault) => fault.path.startsWith(`/properties/${key}/`) || fault.path === `/properties/${key}`),
  );
  const { t } = useTranslation();
  const store = useStore();
  if (!schema) return null;
  const field = { ...fieldOf(store.doc(), key, schema, currentLanguage()), required: isRequired };
  const isFormula = schema['x-field'].formula !== undefined;
  const parts = [
    field.label,
    t(`fieldType.${field.type}`),
    isFormula && t('fieldType.formula'),
    element.rule && t('designer.conditional'),
  ];
  const isWide = element.options?.span === 2 || (element.options?.span === undefined && fieldType(field.type).wide === true);
  return (
    <Frame
      element={element}
      path={path}
      isWide={isWide}
      isStacked={isStacked}
      hasFault={hasFault}
      label={parts.filter(Boolean).join(' · ')}
      badge={
        <>
          {isFormula && <SquareFunction size={14} aria-hidden />}
          {element.rule && <EyeOff size={14} aria-hidden />}
        </>
      }
    >
      <Control field={field} span={element.options?.span} />
    </Frame>
  );
}

type FrameProps = {
  element: LayoutElement;
  path: string;
  label: string;
  children: ReactNode;
  isWide?: boolean;
  isStacked?: boolean;
  hasFault?: boolean;
  badge?: ReactNode;
};

function useFits() {
  const store = useStore();
  return (dragged: Dragged, parent: Path) => {
    const root = detailOf(store.doc());
    if (dragged.kind === 'element' && startsWith(parent, dragged.path)) return false;
    return mayContain(
      elementAt(root, parent)?.type ?? 'Control',
      typeOf(dragged, (at) => elementAt(root, at)),
    );
  };
}

/** What is shown as in the form, under a handle that selects and carries it. */
function Frame({ element, path, label, children, isWide, isStacked, hasFault, badge }: FrameProps) {
  const store = useStore();
  const selected = useDesigner((state) => isSelected(state, path, keyOf(element)));
  const { ref, isDragging } = useDraggable({ kind: 'element', path: toPath(path) });
  const side = useDropPlace(ref, { path: toPath(path), edges: isWide || isStacked ? 'column' : 'row', fits: useFits() });
  const classes = ['canvas-item', isWide && 'wide', selected && 'selected', isDragging && 'dragging', hasFault && 'faulty'];
  return (
    <div
      ref={ref as React.RefObject<HTMLDivElement>}
      className={classes.filter(Boolean).join(' ')}
      data-side={side ?? undefined}
      data-axis={isWide || isStacked ? 'column' : 'row'}
      data-canvas-field={keyOf(element) || undefined}
    >
      <button
        type="button"
        className="canvas-handle"
        aria-pressed={selected}
        aria-label={label}
        onClick={(event) => {
          event.stopPropagation();
          store.select({ kind: 'element', path: toPath(path) });
        }}
      />
      <div inert>{children}</div>
      {badge && <span className="canvas-badge">{badge}</span>}
    </div>
  );
}

/** A section: its head selects and carries it, its inside takes fields. */
function Section({ element, path, label, title, children }: FrameProps & { title?: string }) {
  const store = useStore();
  const selected = useDesigner((state) => isSelected(state, path, ''));
  const { ref, isDragging } = useDraggable({ kind: 'element', path: toPath(path) });
  const outer = useRef<HTMLDivElement>(null);
  const side = useDropPlace(outer, { path: toPath(path), edges: 'column', fits: useFits() });
  return (
    <div
      ref={outer}
      className={`canvas-section wide${selected ? ' selected' : ''}${isDragging ? ' dragging' : ''}`}
      data-side={side ?? undefined}
      data-axis="column"
    >
      <button
        type="button"
        ref={ref as React.RefObject<HTMLButtonElement>}
        className={`canvas-handle head${title ? '' : ' quiet'}`}
        aria-pressed={selected}
        aria-label={label}
        onClick={(event) => {
          event.stopPropagation();
          store.select({ kind: 'element', path: toPath(path) });
        }}
      >
        <GripVertical size={14} aria-hidden />
        <span>{title || label}</span>
        {element.rule && <EyeOff size={14} aria-hidden />}
      </button>
      {children}
    </div>
  );
}

function Inside({ element, path, isStacked }: NodeProps) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  const count = childrenOf(element).length;
  const side = useDropPlace(ref, { path: toPath(path), edges: null, takes: count, fits: useFits() });
  return (
    <div ref={ref} className={`canvas-inside${side === 'inside' ? ' over' : ''}`}>
      <CanvasChildren element={element} path={path} isStacked={isStacked} />
      {count === 0 && <p className="canvas-empty">{t('designer.emptySection')}</p>}
    </div>
  );
}

const Column = (props: NodeProps) => (
  <div className="canvas-column">
    <Inside {...props} isStacked />
  </div>
);

/** Tabs; carrying something over one opens it. */
function CanvasTabs({ element, path }: NodeProps) {
  const text = useText();
  const { t } = useTranslation();
  const store = useStore();
  const tabs = childrenOf(element);
  const [open, setOpen] = useState(0);
  const inner = useDesigner((state) => {
    const selection = state.selection();
    if (selection.kind !== 'element' || !startsWith(selection.path, toPath(path))) return -1;
    return selection.path[toPath(path).length] ?? -1;
  });
  useEffect(() => {
    if (inner >= 0) setOpen(inner);
  }, [inner]);
  const shown = Math.min(open, tabs.length - 1);
  const category = tabs[shown];
  return (
    <Section element={element} path={path} label={t('layoutKind.tabs')}>
      <div className="canvas-tabs">
        {tabs.map((tab, index) => (
          <Tab
            key={index}
            path={`${path}/${index}`}
            label={text(tab.options?.title, typeof tab.label === 'string' ? tab.label : String(index + 1))}
            isOpen={index === shown}
            onOpen={() => setOpen(index)}
          />
        ))}
        <button
          type="button"
          className="link"
          onClick={(event) => {
            event.stopPropagation();
            addTab(store, toPath(path), t('layoutKind.tabsNew'), tabs.length);
          }}
        >
          {t('designer.addTab')}
        </button>
      </div>
      {category && <Inside key={shown} element={category} path={`${path}/${shown}`} />}
    </Section>
  );
}

function addTab(store: ReturnType<typeof useStore>, path: Path, word: string, count: number) {
  const title = { [currentLanguage()]: `${word} ${count + 1}` };
  const tab: LayoutElement = { type: 'Category', label: `${word} ${count + 1}`, options: { title }, elements: [] };
  store.edit((doc) => updateElement(doc, path, (element) => ({ ...element, elements: [...childrenOf(element), tab] })));
  store.select({ kind: 'element', path: [...path, count] });
}

/** Takes fields at its end; another tab goes beside it. */
function Tab({ path, label, isOpen, onOpen }: { path: string; label: string; isOpen: boolean; onOpen: () => void }) {
  const store = useStore();
  const { ref, isDragging } = useDraggable({ kind: 'element', path: toPath(path) });
  const selected = useDesigner((state) => isSelected(state, path, ''));
  const isTab = (dragged: Dragged) => typeOf(dragged, (at) => elementAt(detailOf(store.doc()), at)) === 'Category';
  const side = useDropPlace(ref, {
    path: toPath(path),
    edges: (dragged) => (isTab(dragged) ? 'row' : null),
    takes: 0,
    fits: useFits(),
  });
  useEffect(() => {
    if (side === 'inside') onOpen();
  }, [side, onOpen]);
  return (
    <button
      type="button"
      ref={ref as React.RefObject<HTMLButtonElement>}
      className={`canvas-handle canvas-tab${isOpen ? ' open' : ''}${isDragging ? ' dragging' : ''}`}
      data-side={side === 'inside' ? undefined : (side ?? undefined)}
      aria-pressed={selected}
      onClick={(event) => {
        event.stopPropagation();
        onOpen();
        store.select({ kind: 'element', path: toPath(path) });
      }}
    >
      {label}
    </button>
  );
}

export const labelOf = (store: ReturnType<typeof useStore>, key: string) =>
  fieldTitle(store.doc().properties[key], key, currentLanguage());
