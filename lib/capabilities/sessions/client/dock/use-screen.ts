'use client';
import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { Shell } from '../shell';
import { type ScreenEvents, type ShellScreen, screenOf } from './screens';
import { useDark } from './use-dark';
import { useDockSettings } from './use-dock-settings';

interface Showing {
  readonly visible: boolean;
  /** Stable: a new one takes the terminal off the page and puts it back. */
  readonly onLeave: () => void;
}

/** Puts a shell's terminal into `host` while the pane is mounted. `screen` is null until xterm has been loaded. */
export function useScreen(
  shell: Shell,
  host: RefObject<HTMLDivElement | null>,
  { visible, onLeave }: Showing,
) {
  const dark = useDark();
  const { screenReader } = useDockSettings();
  const look = useMemo(() => ({ dark, screenReader }), [dark, screenReader]);
  const [screen, setScreen] = useState<ShellScreen | null>(null);
  const [size, setSize] = useState<ShellScreen['size']>(null);

  useEffect(() => {
    let gone = false;
    void screenOf(shell, look).then((made) => {
      if (gone) return;
      made.view.look(look);
      setScreen(made);
    });
    return () => {
      gone = true;
    };
  }, [shell, look]);

  useEffect(() => {
    if (!screen || !host.current) return;
    const pane: ScreenEvents = { left: onLeave, resized: () => setSize(screen.size) };
    screen.pane = pane;
    screen.view.mount(host.current);
    setSize(screen.size);
    return () => {
      screen.pane = null;
      screen.view.unmount();
    };
  }, [screen, host, onLeave]);

  useEffect(() => screen?.view.show(visible), [screen, visible]);
  return { view: screen?.view ?? null, size };
}
