import { lazy } from 'react';
import type { Contribution } from '@/lib/contribution';
import { routes } from '@/lib/kernel/routes';
import { PatchCell } from './client/patch-cell';
import { usePatchValues } from './client/use-patch-values';

export const patching: Contribution = {
  id: 'patching',
  title: 'Patch compliance',
  nav: { section: 'Patching', label: 'Compliance', href: routes.patching(), order: 1 },
  states: async () => (await import('./client/patching.states')).states,
  nodeTabs: [{ id: 'patches', label: 'Patches', Component: lazy(() => import('./client/node-patches')) }],
  nodeColumns: [
    {
      id: 'patch-state',
      header: 'Patch state',
      width: 150,
      shownAtFirst: true,
      useValues: usePatchValues,
      Cell: PatchCell,
    },
  ],
  nodeTiles: [
    {
      id: 'non-compliant',
      label: 'Non-compliant',
      columnId: 'patch-state',
      equals: 'Non-compliant',
      tone: 'red',
    },
  ],
};
