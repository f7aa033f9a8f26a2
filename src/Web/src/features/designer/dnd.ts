import { draggable, dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { attachClosestEdge, extractClosestEdge, type Edge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge';
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { useEffect, useRef, useState } from 'react';
import type { FieldTypeKey, LayoutElement } from '@/api/types';
import type { LayoutKind } from './actions';
import type { Path, Place } from './layout-tree';

/** What is being dragged: something new, a field that is not on the form, or an element of it. */
export type Dragged =
  | { kind: 'type'; type: FieldTypeKey | 'formula' }
  | { kind: 'layout'; layout: LayoutKind }
  | { kind: 'unplaced'; key: string }
  | { kind: 'element'; path: Path };
type Target = { parent: Path; index: number; isInside: boolean };

const layoutTypes: Record<LayoutKind, LayoutElement['type']> = {
  section: 'Group',
  columns: 'HorizontalLayout',
  tabs: 'Categorization',
  label: 'Label',
};
const mark = 'designer';

export function typeOf(dragged: Dragged, at: (path: Path) => LayoutElement | undefined): LayoutElement['type'] {
  if (dragged.kind === 'layout') return layoutTypes[dragged.layout];
  return dragged.kind === 'element' ? (at(dragged.path)?.type ?? 'Control') : 'Control';
}

export function useDraggable(dragged: Dragged) {
  const ref = useRef<HTMLElement>(null);
  const [isDragging, setDragging] = useState(false);
  const data = useRef(dragged);
  useEffect(() => {
    data.current = dragged;
  });
  useEffect(() => {
    if (!ref.current) return;
    return draggable({
      element: ref.current,
      getInitialData: () => ({ [mark]: data.current }),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    });
  }, []);
  return { ref, isDragging };
}

export type DropSide = 'before' | 'after' | 'inside' | null;
const sideOf = (edge: Edge | null): DropSide => (edge === null ? null : edge === 'top' || edge === 'left' ? 'before' : 'after');

type Edges = 'row' | 'column' | null;
type DropOptions = {
  path: Path;
  /** Beside it across the row, or above and below it; null: only inside. May depend on what is carried over it. */
  edges: Edges | ((dragged: Dragged) => Edges);
  /** Takes things at its end. */
  takes?: number;
  fits: (dragged: Dragged, parent: Path) => boolean;
};

/** Makes an element a place to drop beside or into; answers on which side the thing would go now. */
export function useDropPlace<T extends HTMLElement>(ref: React.RefObject<T | null>, options: DropOptions): DropSide {
  const [side, setSide] = useState<DropSide>(null);
  const now = useRef(options);
  useEffect(() => {
    now.current = options;
  });
  useEffect(() => {
    if (!ref.current) return;
    const edgesFor = (dragged: Dragged) =>
      typeof now.current.edges === 'function' ? now.current.edges(dragged) : now.current.edges;
    const parentOf = (dragged: Dragged) => (edgesFor(dragged) ? now.current.path.slice(0, -1) : now.current.path);
    const show: NonNullable<Parameters<typeof dropTargetForElements>[0]['onDrag']> = ({ self, location }) => {
      const isInnermost = location.current.dropTargets[0]?.element === self.element;
      const inside = (self.data[mark] as Target).isInside;
      setSide(!isInnermost ? null : inside ? 'inside' : sideOf(extractClosestEdge(self.data)));
    };
    return dropTargetForElements({
      element: ref.current,
      canDrop: ({ source }) => {
        const dragged = source.data[mark] as Dragged | undefined;
        return dragged !== undefined && now.current.fits(dragged, parentOf(dragged));
      },
      getData: ({ input, element, source }) => {
        const { path, takes } = now.current;
        const edges = edgesFor(source.data[mark] as Dragged);
        const index = path.at(-1) ?? 0;
        if (!edges) return { [mark]: { parent: path, index: takes ?? 0, isInside: true } satisfies Target };
        const allowedEdges: Edge[] = edges === 'row' ? ['left', 'right'] : ['top', 'bottom'];
        return attachClosestEdge(
          { [mark]: { parent: path.slice(0, -1), index, isInside: false } satisfies Target },
          { input, element, allowedEdges },
        );
      },
      onDragEnter: show,
      onDrag: show,
      onDropTargetChange: show,
      onDragLeave: () => setSide(null),
      onDrop: () => setSide(null),
    });
  }, [ref]);
  return side;
}

/** Tells where something was dropped, and scrolls the canvas while it is carried along its rim. */
export function useDrops(scroller: React.RefObject<HTMLElement | null>, onDrop: (dragged: Dragged, place: Place) => void) {
  const now = useRef(onDrop);
  useEffect(() => {
    now.current = onDrop;
  });
  useEffect(() => {
    const ends = [
      monitorForElements({
        canMonitor: ({ source }) => source.data[mark] !== undefined,
        onDrop: ({ source, location }) => {
          const target = location.current.dropTargets[0];
          if (!target) return;
          const { parent, index, isInside } = target.data[mark] as Target;
          const side = isInside ? 'before' : sideOf(extractClosestEdge(target.data));
          now.current(source.data[mark] as Dragged, { parent, index: side === 'after' ? index + 1 : index });
        },
      }),
    ];
    if (scroller.current) ends.push(autoScrollForElements({ element: scroller.current }));
    return () => ends.forEach((end) => end());
  }, [scroller]);
}
