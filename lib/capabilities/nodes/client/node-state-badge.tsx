import { StatusBadge, type Tone } from '@/components/status-badge';
import type { NodeState } from '../model';

/** The table of ux.md. */
const toneOf: Record<NodeState, Tone> = {
  Online: 'green',
  'Connection lost': 'red',
  Inactive: 'grey',
  Stopped: 'grey',
  Terminated: 'grey',
};

export function NodeStateBadge({ state }: { state: NodeState }) {
  return <StatusBadge tone={toneOf[state]}>{state}</StatusBadge>;
}
