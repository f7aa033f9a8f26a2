import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useRef, useState } from 'react';

/** What is dragged: a field of the tree, the number of records, a named metric, or a thing that stands in a well. */
export type Dragged =
  { kind: 'field'; key: string } | { kind: 'metric'; key: string } | { kind: 'count' } | { kind: 'item'; id: string };
const kinds = new Set<unknown>(['field', 'metric', 'count', 'item']);
const isDragged = (data: Record<string, unknown>): data is Dragged => kinds.has(data['kind']);

export function useDraggable<T extends HTMLElement>(dragged: Dragged) {
  const ref = useRef<T>(null);
  const name = JSON.stringify(dragged);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    return draggable({ element, getInitialData: () => JSON.parse(name) as Record<string, unknown> });
  }, [name]);
  return ref;
}

/** A place to drop on; `over` while something that it takes is above it. */
export function useDropTarget<T extends HTMLElement>(takes: (dragged: Dragged) => boolean, onDrop: (dragged: Dragged) => void) {
  const ref = useRef<T>(null);
  const [over, setOver] = useState(false);
  const current = useRef({ takes, onDrop });
  useEffect(() => {
    current.current = { takes, onDrop };
  });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => isDragged(source.data) && current.current.takes(source.data),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source, location }) => {
        setOver(false);
        // Only the innermost place counts.
        if (location.current.dropTargets[0]?.element === element && isDragged(source.data)) current.current.onDrop(source.data);
      },
    });
  }, []);
  return { ref, over };
}
