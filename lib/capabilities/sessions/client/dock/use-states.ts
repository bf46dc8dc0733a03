'use client';
import { useRef, useSyncExternalStore } from 'react';
import type { Shell } from '../shell';
import type { ShellState } from '../shell-state';

/** The states of several shells; the same array until one of them changes. */
export function useStates(shells: readonly Shell[]): readonly ShellState[] {
  const last = useRef<readonly ShellState[]>([]);
  const subscribe = (changed: () => void) => {
    const stops = shells.map((shell) => shell.subscribe(changed));
    return () => {
      for (const stop of stops) stop();
    };
  };
  const read = () => {
    const now = shells.map((shell) => shell.getState());
    const same = now.length === last.current.length && now.every((state, at) => state === last.current[at]);
    if (!same) last.current = now;
    return last.current;
  };
  return useSyncExternalStore(subscribe, read, read);
}
