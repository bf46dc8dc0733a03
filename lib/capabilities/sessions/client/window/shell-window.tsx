'use client';
import { useEffect, useRef } from 'react';
import { EmptyState } from '@/components/states/empty-state';
import { dockRoom } from '../dock/dock-view';
import { tabName } from '../dock/tab-words';
import { useShells } from '../use-shells';
import { goFromWindow, meetOpener, sayLeaving } from './borrow-shell';

/** A window with one shell in it: the dock over the whole page, and the shell from the window that opened this one. */
export default function ShellWindow({ ticket }: { ticket: string | null }) {
  const { shells: open } = useShells();
  const had = useRef(false);
  useEffect(() => {
    dockRoom.set('window');
    const leave = meetOpener(ticket);
    window.addEventListener('pagehide', sayLeaving);
    return () => {
      leave();
      window.removeEventListener('pagehide', sayLeaving);
      dockRoom.set('docked');
    };
  }, [ticket]);
  useEffect(() => {
    if (open.length > 0) document.title = `${tabName({ title: null }, open)} · Quarterdeck`;
    if (open.length > 0) had.current = true;
    else if (had.current) goFromWindow();
  }, [open]);
  return <EmptyState title="No shell in this window" text="Its shell ended or went back into the dock." />;
}
