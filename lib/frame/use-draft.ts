'use client';
import { useCallback, useSyncExternalStore } from 'react';
import { type DraftSlot, drafts } from './drafts';

/** A draft as React sees it, with what changes it and what gives it up. `slot` must stay the same. */
export function useDraft<Draft>(slot: DraftSlot<Draft>) {
  const read = useCallback(() => drafts.get(slot), [slot]);
  const draft = useSyncExternalStore(drafts.subscribe, read, () => null);
  const put = useCallback((next: Draft) => drafts.put(slot, next), [slot]);
  const drop = useCallback(() => drafts.drop(slot), [slot]);
  return { draft, put, drop };
}
