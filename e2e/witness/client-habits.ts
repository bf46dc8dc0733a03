import type { ReceiveHabits } from './inbox';
import type { SendHabits } from './outbox';

/** What a client does beyond the bare protocol, good or bad. */
export interface ClientHabits extends SendHabits, ReceiveHabits {
  /** AWS's plugin hands a handshake message that waited for an earlier one to the terminal: its handshake is lost (section 7.3). */
  losesEarlyHandshake: boolean;
  /** AWS's plugin turns a payload of exactly one LF into CR (section 11.3). */
  turnsLoneLineFeed: boolean;
}

export const clientHabits: Record<'careful' | 'aws-plugin', ClientHabits> = {
  careful: {
    resend: 'every-message',
    notesResends: true,
    blindMs: 0,
    keptMax: Number.POSITIVE_INFINITY,
    whenFull: 'drop-new',
    acknowledgesOld: true,
    roomMax: 10_000,
    losesEarlyHandshake: false,
    turnsLoneLineFeed: false,
  },
  'aws-plugin': {
    resend: 'head-only',
    notesResends: false,
    blindMs: 0.2,
    keptMax: 10_000,
    whenFull: 'drop-oldest',
    acknowledgesOld: false,
    roomMax: 10_000,
    losesEarlyHandshake: true,
    turnsLoneLineFeed: true,
  },
};
