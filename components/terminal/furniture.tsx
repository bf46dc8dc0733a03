'use client';
import { lazy, Suspense } from 'react';
import type { TerminalView } from './terminal-view';

const Loaded = lazy(() => import('./terminal-furniture'));

/** Comes with the first terminal, as xterm does. Give it the view of the pane it stands in, or nothing yet. */
export function Furniture({ view }: { view: TerminalView | null }) {
  if (!view) return null;
  return (
    <Suspense fallback={null}>
      <Loaded view={view} />
    </Suspense>
  );
}
