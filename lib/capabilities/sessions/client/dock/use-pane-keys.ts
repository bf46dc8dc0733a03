'use client';
import { type RefObject, useEffect, useRef } from 'react';
import type { Shell } from '../shell';
import { shells } from '../shells';
import { paneCommand } from './pane-keys';

/**
 * Takes the dock's own keys on their way into the pane (capture), so that the terminal inside never sees half of a
 * command, and makes the pane that gets the keyboard the one in front.
 */
export function usePaneKeys(shell: Shell): RefObject<HTMLElement | null> {
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = pane.current;
    if (!element) return;
    const pressed = (event: KeyboardEvent) => {
      const command = paneCommand(event);
      if (!command) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) command(shell);
    };
    const entered = () => {
      if (shells.getState().activeId !== shell.id) shells.activate(shell.id, 'stays');
    };
    element.addEventListener('keydown', pressed, true);
    element.addEventListener('focusin', entered);
    return () => {
      element.removeEventListener('keydown', pressed, true);
      element.removeEventListener('focusin', entered);
    };
  }, [shell]);
  return pane;
}
