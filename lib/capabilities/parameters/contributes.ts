import type { Contribution } from '@/lib/contribution';
import { routes } from '@/lib/kernel/routes';
import { usePaletteEntries } from './client/use-palette-entries';

export const parameters: Contribution = {
  id: 'parameters',
  title: 'Parameters',
  nav: { section: 'Configuration', label: 'Parameters', href: routes.parameters(), order: 1 },
  states: async () => (await import('./client/parameters.states')).states,
  palette: [{ id: 'parameters', group: 'Parameters', useEntries: usePaletteEntries }],
};
