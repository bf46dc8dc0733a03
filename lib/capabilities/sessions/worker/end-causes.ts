import type { CloseReason } from '@/lib/data-channel';
import type { EndCause } from '../client/worker-messages';

const causes: Partial<Record<string, EndCause>> = {
  'ended-by-service': 'ended-by-service',
  'closed-by-host': 'closed-here',
  'process-exited': 'ended-by-service',
  'encryption-unsupported': 'encryption-broken',
  'encryption-refused': 'key-refused',
  'encryption-broken': 'encryption-broken',
  'encryption-missing': 'not-encrypted',
  'encryption-wrong-key': 'other-key',
  'challenge-failed': 'encryption-broken',
  'session-type-unsupported': 'not-a-shell',
};

/** Why a channel says that it is over, as the person is told. All that has no words of its own broke the protocol. */
export const causeOf = (reason: CloseReason): EndCause => causes[reason] ?? 'protocol';
