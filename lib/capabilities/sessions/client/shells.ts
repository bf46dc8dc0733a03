'use client';
import { liveWork } from '@/lib/frame/live-work';
import { signInState } from '@/lib/frame/sign-in-state';
import { BrowserKeyStore } from './key-store';
import { keepOverReloads } from './page-life';
import { browserLocks } from './session-locks';
import { ShellKeeper } from './shell-keeper';
import { ShellStore } from './shell-store';
import { startWorker } from './worker-port';

/** This page's shells. Nothing starts by loading this: the worker comes with the first shell. */
export const shells = new ShellStore({
  makePort: startWorker,
  nowMs: () => Date.now(),
  newId: () => crypto.randomUUID(),
  isHidden: () => document.hidden,
  register: liveWork.add,
  keeper: new ShellKeeper({
    storage: () => sessionStorage,
    keys: new BrowserKeyStore(),
    locks: browserLocks,
  }),
});

signInState.subscribe(() => shells.signInIs(signInState.get()));
if (typeof window !== 'undefined') keepOverReloads(shells);
