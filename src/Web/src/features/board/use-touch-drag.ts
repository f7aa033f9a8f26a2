import { useEffect, useRef, type RefObject } from 'react';

const pressFor = 350;
const slop = 8;
const edge = 48;

type Touched = { x: number; y: number };
type Options = { disabled?: boolean; onDragging: (dragging: boolean) => void; onDrop: (stage: string) => void };

const placeUnder = ({ x, y }: Touched) => document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-stage]') ?? null;

/** The card that follows the finger. */
function lift(element: HTMLElement, at: Touched) {
  const box = element.getBoundingClientRect();
  const ghost = element.cloneNode(true) as HTMLElement;
  ghost.classList.add('lifted');
  ghost.setAttribute('aria-hidden', 'true');
  ghost.inert = true;
  Object.assign(ghost.style, { width: `${box.width}px`, left: `${box.left}px`, top: `${box.top}px` });
  document.body.append(ghost);
  return {
    follow: ({ x, y }: Touched) => (ghost.style.transform = `translate(${x - at.x}px, ${y - at.y}px)`),
    drop: () => ghost.remove(),
  };
}

/** Browsers start their own drag-and-drop by touch late or never: a long press lifts the card, a short one still scrolls. */
export function useTouchDrag(target: RefObject<HTMLElement | null>, options: Options) {
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const element = target.current;
    if (!element) return;
    let start: Touched | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lifted: ReturnType<typeof lift> | null = null;
    let over: HTMLElement | null = null;
    const point = (event: TouchEvent): Touched => ({
      x: event.changedTouches[0]?.clientX ?? 0,
      y: event.changedTouches[0]?.clientY ?? 0,
    });
    const aim = (next: HTMLElement | null) => {
      over?.classList.remove('over');
      next?.classList.add('over');
      over = next;
    };
    const end = () => {
      clearTimeout(timer);
      aim(null);
      if (lifted) latest.current.onDragging(false);
      lifted?.drop();
      lifted = null;
      start = null;
    };
    const onStart = (event: TouchEvent) => {
      end();
      if (latest.current.disabled || event.touches.length > 1 || (event.target as Element).closest('button')) return;
      const at = point(event);
      start = at;
      timer = setTimeout(() => {
        lifted = lift(element, at);
        navigator.vibrate?.(10);
        latest.current.onDragging(true);
      }, pressFor);
    };
    const onMove = (event: TouchEvent) => {
      const at = point(event);
      if (!lifted) {
        if (start && Math.hypot(at.x - start.x, at.y - start.y) > slop) end();
        return;
      }
      event.preventDefault();
      lifted.follow(at);
      aim(placeUnder(at));
      const board = element.closest('.board');
      const sides = board?.getBoundingClientRect();
      if (board && sides && at.x > sides.right - edge) board.scrollLeft += 12;
      else if (board && sides && at.x < sides.left + edge) board.scrollLeft -= 12;
    };
    const onEnd = (event: TouchEvent) => {
      const stage = lifted ? placeUnder(point(event))?.dataset['stage'] : undefined;
      if (lifted) event.preventDefault();
      end();
      if (stage) latest.current.onDrop(stage);
    };
    // While a finger is down the browser's own menu and drag would take the touch away.
    const refuse = (event: Event) => {
      if (start) event.preventDefault();
    };
    element.addEventListener('touchstart', onStart, { passive: true });
    element.addEventListener('touchmove', onMove, { passive: false });
    element.addEventListener('touchend', onEnd);
    element.addEventListener('touchcancel', end);
    element.addEventListener('contextmenu', refuse);
    element.addEventListener('dragstart', refuse, true);
    return () => {
      end();
      element.removeEventListener('touchstart', onStart);
      element.removeEventListener('touchmove', onMove);
      element.removeEventListener('touchend', onEnd);
      element.removeEventListener('touchcancel', end);
      element.removeEventListener('contextmenu', refuse);
      element.removeEventListener('dragstart', refuse, true);
    };
  }, [target]);
}
