import { memo, useContext, useMemo, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FormContext, type FormContextValue } from '@/components/form/form-context';
import { FormStore } from '@/components/form/form-store';
import '@/components/form/form.css';
import type { FormDocument } from '@/api/types';
import { buildModel } from '@/lib/form-model';
import { usePhone } from '@/lib/media';
import { currentLanguage } from '@/lib/text';
import { addLayout, addType, copySelected, duplicate, moveElement, nudge, paste, putOnForm, removeSelected } from './actions';
import { CanvasChildren } from './canvas-node';
import { useDesigner, useStore } from './designer-store';
import { detailOf } from './document';
import { useDropPlace, useDrops, type Dragged } from './dnd';
import { childrenOf, elementAt, mayContain, type Place } from './layout-tree';
import { typeOf } from './dnd';
import { SettingsContext } from './type-settings';

/** Inputs on the canvas show how the form looks; they belong to no record. */
const still: FormDocument = { $id: '', title: '', properties: {}, 'x-form': { title: {}, recordTitle: '' } };

/** The form as its readers will see it, to be arranged by mouse and keyboard. */
export const Canvas = memo(function Canvas({ onAnnounce }: { onAnnounce: (text: string) => void }) {
  const { t } = useTranslation();
  const store = useStore();
  const phone = usePhone();
  const types = useContext(SettingsContext);
  const layout = useDesigner((state) => detailOf(state.doc()));
  const scroller = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const context = useMemo<FormContextValue>(
    () => ({ store: new FormStore(), model: buildModel(still, undefined, currentLanguage()), idPrefix: 'canvas' }),
    [],
  );
  const side = useDropPlace(sheet, {
    path: [],
    edges: null,
    takes: childrenOf(layout).length,
    fits: (dragged) =>
      mayContain(
        layout.type,
        typeOf(dragged, (path) => elementAt(layout, path)),
      ),
  });

  const drop = (dragged: Dragged, place: Place) => {
    const words = (label: string) => ({ [currentLanguage()]: label });
    if (dragged.kind === 'element') moveElement(store, dragged.path, place);
    else if (dragged.kind === 'unplaced') putOnForm(store, dragged.key, place);
    else if (dragged.kind === 'layout') addLayout(store, dragged.layout, words(t(`layoutKind.${dragged.layout}New`)), place);
    else if (dragged.type === 'formula') addType(store, types.decimal, words(t('fieldType.formula')), place, true);
    else addType(store, types[dragged.type], words(t(`fieldType.${dragged.type}`)), place);
  };
  useDrops(scroller, drop);

  const keyDown = (event: KeyboardEvent) => {
    if (act(event)) event.preventDefault();
  };
  function act(event: KeyboardEvent): boolean {
    const command = event.ctrlKey || event.metaKey;
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      const moved = nudge(store, event.key === 'ArrowUp' ? -1 : 1);
      onAnnounce(t(moved ? 'designer.moved' : 'designer.atEnd'));
      focusSelected(scroller.current);
      return true;
    }
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown')
      return focusNext(scroller.current, event.key === 'ArrowUp' ? -1 : 1);
    if (event.key === 'Delete' || event.key === 'Backspace') {
      removeSelected(store);
      onAnnounce(t('designer.removed'));
      focusSelected(scroller.current);
      return true;
    }
    if (!command || event.shiftKey) return false;
    if (event.key === 'c') return said(copySelected(store), 'designer.copied');
    if (event.key !== 'v' && event.key !== 'd') return false;
    const done = event.key === 'v' ? paste(store) : duplicate(store);
    // A field waits for its name; anything else goes on from the canvas.
    if (done && store.selection().kind === 'element') focusSelected(scroller.current);
    return said(done, 'designer.pasted');
  }

  function said(done: boolean, what: string): boolean {
    if (done) onAnnounce(t(what));
    return done;
  }

  return (
    <div ref={scroller} className="designer-canvas" onKeyDown={keyDown} onClick={() => store.select({ kind: 'form' })}>
      <div
        ref={sheet}
        className={`canvas-sheet record-form${side === 'inside' ? ' over' : ''}`}
        role="group"
        aria-label={t('designer.canvas')}
      >
        <FormContext value={context}>
          <CanvasChildren element={layout} path="" />
        </FormContext>
        {childrenOf(layout).length === 0 && <p className="canvas-empty">{t(phone ? 'designer.emptyPhone' : 'designer.empty')}</p>}
      </div>
    </div>
  );
});

const handles = (root: HTMLElement | null) => [...(root?.querySelectorAll<HTMLElement>('.canvas-handle') ?? [])];

/** After React has drawn the change. */
const focusSelected = (root: HTMLElement | null) =>
  void requestAnimationFrame(() => root?.querySelector<HTMLElement>('.canvas-handle[aria-pressed="true"]')?.focus());

function focusNext(root: HTMLElement | null, direction: -1 | 1): boolean {
  const all = handles(root);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = all[at + direction];
  if (at < 0 || !next) return false;
  next.focus();
  next.click();
  return true;
}
