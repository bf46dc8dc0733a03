'use client';
import { useEffect, useSyncExternalStore } from 'react';
import { type LiveWork, liveWork } from './live-work';

const none: readonly LiveWork[] = [];

/** What would be lost if the page went away; the same array until it changes. */
export const useLiveWork = (): readonly LiveWork[] =>
  useSyncExternalStore(liveWork.subscribe, liveWork.list, () => none);

/** While a component is mounted and `work` is not null, the frame asks before leaving the page. Keep `work` stable. */
export function useRegisterLiveWork(work: LiveWork | null): void {
  useEffect(() => (work ? liveWork.add(work) : undefined), [work]);
}

/** The browser's own question before a reload, a close or a foreign link, while something would be lost. */
export function useLeaveGuard(): void {
  const busy = useLiveWork().length > 0;
  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [busy]);
}
