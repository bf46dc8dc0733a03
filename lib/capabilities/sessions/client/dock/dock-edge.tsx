'use client';
import type { KeyboardEvent, PointerEvent } from 'react';
import styles from './dock-edge.module.css';
import { dockHeightPxMin, dockSettings } from './dock-settings';

/** One press of an arrow key: about a line of text. */
const stepPx = 20;

/** The most the dock may take: the page above must stay usable. */
const heightPxMax = (): number => Math.max(dockHeightPxMin, Math.round(window.innerHeight * 0.75));
const within = (heightPx: number): number =>
  Math.round(Math.min(heightPxMax(), Math.max(dockHeightPxMin, heightPx)));

const keySteps: Record<string, (heightPx: number) => number> = {
  ArrowUp: (heightPx) => heightPx + stepPx,
  ArrowDown: (heightPx) => heightPx - stepPx,
  Home: () => dockHeightPxMin,
  End: () => heightPxMax(),
};

/** The dock's upper edge: drag it, or focus it and use the arrow keys. */
export function DockEdge({ heightPx }: { heightPx: number }) {
  const resize = (next: number) => dockSettings.change({ heightPx: within(next) });
  const pressed = (event: KeyboardEvent) => {
    const step = keySteps[event.key];
    if (!step) return;
    event.preventDefault();
    resize(step(heightPx));
  };
  const dragged = (event: PointerEvent<HTMLHRElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    resize(bottomOf(event.currentTarget) - event.clientY);
  };
  return (
    <hr
      aria-orientation="horizontal"
      aria-label="Height of the terminal dock"
      aria-valuenow={heightPx}
      aria-valuemin={dockHeightPxMin}
      aria-valuemax={heightPxMax()}
      tabIndex={0}
      className={styles.edge}
      onKeyDown={pressed}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={dragged}
    />
  );
}

const bottomOf = (edge: HTMLElement): number => edge.parentElement?.getBoundingClientRect().bottom ?? 0;
