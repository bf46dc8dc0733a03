'use client';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useEffect, useSyncExternalStore } from 'react';
import { leaveRequests, lostByWalking } from './leave-requests';
import { useLiveWork } from './use-live-work';

const ConfirmDialog = dynamic(
  () => import('@/components/confirm-dialog').then(({ ConfirmDialog: Dialog }) => Dialog),
  { ssr: false },
);

/** A plain press on a link to another page of the console: its address, else null. */
export function leadsAway(event: MouseEvent, here: URL): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
  if (!link || link.target === '_blank' || link.hasAttribute('download')) return null;
  const there = new URL(link.href);
  if (there.origin !== here.origin || there.pathname === here.pathname) return null;
  return `${there.pathname}${there.search}`;
}

/** Asks before a link takes the person away from unsaved edits. */
export function LeaveQuestion() {
  const router = useRouter();
  const href = useSyncExternalStore(leaveRequests.subscribe, leaveRequests.get, () => null);
  const edits = lostByWalking(useLiveWork());
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const away = leadsAway(event, new URL(window.location.href));
      if (away === null || leaveRequests.mayGo(away)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('click', onClick, true);
    return () => document.removeEventListener('click', onClick, true);
  }, []);
  if (href === null) return null;
  return (
    <ConfirmDialog
      title="Leave without saving?"
      confirmLabel="Leave without saving"
      cancelLabel="Stay"
      onCancel={leaveRequests.stay}
      onConfirm={() => {
        const away = leaveRequests.giveUp();
        if (away !== null) router.push(away);
      }}
    >
      Not saved yet, and lost by leaving: {edits.map(({ label }) => label).join(', ')}.
    </ConfirmDialog>
  );
}
