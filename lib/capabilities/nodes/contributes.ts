import type { Contribution } from '@/lib/contribution';
import { routes } from '@/lib/kernel/routes';
import { usePaletteEntries } from './client/use-palette-entries';

export const nodes: Contribution = {
  id: 'nodes',
  title: 'Nodes',
  nav: { section: 'Fleet', label: 'Nodes', href: routes.nodes(), order: 1 },
  states: async () => (await import('./client/nodes.states')).states,
  palette: [{ id: 'nodes', group: 'Nodes', useEntries: usePaletteEntries }],
};
