import { lazy } from 'react';
import type { Contribution } from '@/lib/contribution';
import { routes } from '@/lib/kernel/routes';
import { Dock } from './client/dock/dock';
import { openShell } from './client/open-shell';
import { ForwardPortDialog, StartNodeDialog } from './client/start-node-dialog';
import { canStart } from './client/start-on-nodes';
import { usePaletteEntries } from './client/use-palette-entries';

export const sessions: Contribution = {
  id: 'sessions',
  title: 'Sessions',
  nav: { section: 'Fleet', label: 'Sessions', href: routes.sessions(), order: 2 },
  states: async () => (await import('./client/sessions.states')).states,
  nodeTabs: [{ id: 'sessions', label: 'Sessions', Component: lazy(() => import('./client/node-sessions')) }],
  nodeActions: [
    {
      id: 'start-session',
      label: 'Start session',
      shortcut: 's',
      primary: true,
      appliesTo: (nodes) => canStart(nodes, Date.now()),
      run: (nodes) => {
        for (const { scope, id, name } of nodes) openShell({ node: { scope, id, name } });
      },
    },
    {
      id: 'start-with-options',
      label: 'Start with options',
      appliesTo: (nodes) => canStart(nodes, Date.now()),
      Dialog: StartNodeDialog,
    },
    {
      id: 'forward-port',
      label: 'Forward a port',
      appliesTo: (nodes) => canStart(nodes, Date.now()),
      Dialog: ForwardPortDialog,
    },
  ],
  palette: [{ id: 'shells', group: 'Shells', useEntries: usePaletteEntries }],
  dock: Dock,
};
