import type { Contribution } from '@/lib/contribution';
import { routes } from '@/lib/kernel/routes';

export const nodes: Contribution = {
  id: 'nodes',
  title: 'Nodes',
  nav: { section: 'Fleet', label: 'Nodes', href: routes.nodes(), order: 1 },
};
