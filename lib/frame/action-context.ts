'use client';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import type { ActionContext } from '../contribution';
import { leaveRequests } from './leave-requests';
import { notices } from './notices';

/** What actions and palette entries may do to the frame. */
export function useActionContext(): ActionContext {
  const router = useRouter();
  return useMemo(
    () => ({
      notify: notices.add,
      go: (href: string) => {
        if (isThisPage(href) || leaveRequests.mayGo(href)) router.push(href);
      },
    }),
    [router],
  );
}

/** Another tab or filter of the page one is on keeps its edits. */
const isThisPage = (href: string): boolean =>
  new URL(href, window.location.href).pathname === window.location.pathname;
