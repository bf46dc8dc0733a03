'use client';
import { type RefObject, useEffect, useRef } from 'react';
import { type DockRoom, dockRoom } from './dock-view';

/**
 * Over the whole page the dock begins under the bars, which must stay in reach (sign in again, offline). Where that
 * is, only the layout knows: the dock's own column says it and follows when a bar comes or goes.
 */
export function useFullPage(room: DockRoom): RefObject<HTMLElement | null> {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const dock = section.current;
    const column = dock?.parentElement;
    if (room === 'docked' || !dock || !column) return;
    const place = () => {
      dock.style.top = document.fullscreenElement ? '0' : `${column.getBoundingClientRect().top}px`;
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(column);
    document.addEventListener('fullscreenchange', place);
    return () => {
      observer.disconnect();
      document.removeEventListener('fullscreenchange', place);
      dock.style.top = '';
    };
  }, [room]);
  useEffect(() => () => dockRoom.set('docked'), []);
  return section;
}
