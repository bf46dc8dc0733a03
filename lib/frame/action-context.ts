'use client';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import type { ActionContext } from '../contribution';
import { notices } from './notices';

/** What actions and palette entries may do to the frame. */
export function useActionContext(): ActionContext {
  const router = useRouter();
  return useMemo(() => ({ notify: notices.add, go: (href: string) => router.push(href) }), [router]);
}
