'use client';
import { type DragEvent, useState } from 'react';
import { dockLayout } from './dock-layout';
import type { DockLayout } from './layout/dock-layout';

/** Dragging tabs about in their strip: handlers for the strip itself, and which tab is under way. */
export function useTabDrag(tabs: DockLayout) {
  const [dragged, setDragged] = useState<string | null>(null);
  return {
    dragged,
    onDragStart: (event: DragEvent<HTMLElement>) => {
      const tab = tabUnder(event);
      if (!tab) return;
      event.dataTransfer.effectAllowed = 'move';
      setDragged(tab.dataset.tab ?? null);
    },
    onDragEnd: () => setDragged(null),
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (dragged === null) return;
      event.preventDefault();
      const under = tabUnder(event);
      if (!under || under.dataset.tab === dragged) return;
      const others = tabs.filter(({ id }) => id !== dragged);
      const at = others.findIndex(({ id }) => id === under.dataset.tab);
      const { left, width } = under.getBoundingClientRect();
      dockLayout.moveTab(dragged, at + (event.clientX > left + width / 2 ? 1 : 0));
    },
  };
}

const tabUnder = ({ target }: DragEvent<HTMLElement>): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-tab]') : null;
