import type { ClientFacts } from '@/lib/data-channel';
import type { Link } from '../client/worker-messages';

/** Input or size unacknowledged for so long, or no first sign of the node: "Not answering". */
export const notAnsweringAfterMs = 15_000;

/** How a channel's connection is. `openedAtMs` is when it last opened; null: never. */
export function linkOf(
  { phase, lastRttMs, oldestUnackedSinceMs }: ClientFacts,
  reconnecting: Link | null,
  openedAtMs: number | null,
  nowMs: number,
): Link {
  if (reconnecting) return reconnecting;
  const since = phase === 'ready' ? oldestUnackedSinceMs : openedAtMs;
  if (since !== null && nowMs - since >= notAnsweringAfterMs) return { is: 'not-answering', sinceMs: since };
  return phase === 'ready' ? { is: 'connected', rttMs: lastRttMs } : { is: 'connecting' };
}
