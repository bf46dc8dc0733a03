'use client';
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { Suspense } from 'react';

const ShellWindow = dynamic(() => import('@/lib/capabilities/sessions/client/window/shell-window'), {
  ssr: false,
});

/** The address says which shell this window was opened for. */
export function WindowMount() {
  return (
    <Suspense>
      <TicketedWindow />
    </Suspense>
  );
}

function TicketedWindow() {
  return <ShellWindow ticket={useSearchParams().get('ticket')} />;
}
