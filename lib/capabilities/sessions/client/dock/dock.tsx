'use client';
import { lazy, Suspense, useEffect } from 'react';
import { useMe } from '@/lib/frame/signed-in';
import { shells } from '../shells';
import { useSessionsApi } from '../use-sessions-api';
import { useShells } from '../use-shells';
import { listenToWindows } from '../window/lend-shell';
import { dockLayout } from './dock-layout';
import { dockSettings } from './dock-settings';
import { dockDialog, dockPolicy } from './dock-view';
import { useWatched } from './watched';

const StartDialog = lazy(() =>
  import('../start-dialog').then(({ StartDialog: Dialog }) => ({ default: Dialog })),
);
const OpenDock = lazy(() => import('./open-dock').then(({ OpenDock: Open }) => ({ default: Open })));

/** Mounted once in the layout. Until a shell is open it is not there, and what draws it is not loaded. */
export function Dock() {
  const api = useSessionsApi();
  const { person, consoleSettings } = useMe();
  // Hands the stores their way to the BFF and whose they are; nothing is started here.
  useEffect(() => {
    dockPolicy.set({ keepAlive: consoleSettings.keepAlive });
    dockSettings.use(person.sub);
    dockLayout.use(person.sub);
    shells.use(api, person.sub);
  }, [api, person.sub, consoleSettings.keepAlive]);
  useEffect(listenToWindows, []);
  const { shells: open } = useShells();
  const dialog = useWatched(dockDialog);
  return (
    <>
      <Suspense>{open.length > 0 && <OpenDock />}</Suspense>
      <Suspense>
        {dialog?.is === 'start' && <StartDialog nodes={dialog.nodes} onClose={() => dockDialog.set(null)} />}
      </Suspense>
    </>
  );
}
