'use client';
import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import { dockLayout } from './dock-layout';
import { type Edge, shareMin } from './layout/pane-tree';
import styles from './pane-edge.module.css';

/** One press of an arrow key. */
const step = 0.05;

/** The line between panes: drag it, or focus it and use the arrow keys; a double click makes halves again. */
export function PaneEdge({ tabId, edge }: { tabId: string; edge: Edge }) {
  const beside = edge.way === 'beside';
  const move = (share: number) => dockLayout.moveEdge(tabId, edge.path, share);
  const steps: Record<string, number> = beside
    ? { ArrowLeft: edge.share - step, ArrowRight: edge.share + step, Home: shareMin, End: 1 - shareMin }
    : { ArrowUp: edge.share - step, ArrowDown: edge.share + step, Home: shareMin, End: 1 - shareMin };
  const pressed = (event: KeyboardEvent) => {
    const share = steps[event.key];
    if (share === undefined) return;
    event.preventDefault();
    move(share);
  };
  const dragged = (event: PointerEvent<HTMLHRElement>) => {
    const panel = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!panel || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const across = beside
      ? (event.clientX - panel.left) / panel.width - edge.box.left
      : (event.clientY - panel.top) / panel.height - edge.box.top;
    move(across / (beside ? edge.box.width : edge.box.height));
  };
  return (
    <hr
      aria-orientation={beside ? 'vertical' : 'horizontal'}
      aria-label={beside ? 'Width of the panes' : 'Height of the panes'}
      aria-valuenow={Math.round(edge.share * 100)}
      aria-valuemin={shareMin * 100}
      aria-valuemax={(1 - shareMin) * 100}
      tabIndex={0}
      className={`${styles.paneEdge} ${beside ? styles.upright : styles.level}`}
      style={placed(edge)}
      onKeyDown={pressed}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={dragged}
      onDoubleClick={() => move(0.5)}
    />
  );
}

const percent = (share: number): string => `${share * 100}%`;

function placed({ way, share, box }: Edge): CSSProperties {
  return way === 'beside'
    ? { left: percent(box.left + box.width * share), top: percent(box.top), height: percent(box.height) }
    : { top: percent(box.top + box.height * share), left: percent(box.left), width: percent(box.width) };
}
