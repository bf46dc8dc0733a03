import type { ReceiveHabits } from './inbox';
import type { SendHabits } from './outbox';

/** What an agent does beyond the bare protocol, good or bad. */
export interface AgentHabits extends SendHabits, ReceiveHabits {
  /** Unacknowledged messages after which the source is no longer read. AWS's agent has no such window. */
  windowMessages: number;
  /** AWS's agent numbers and queues what its pump read while being paused; it leaves after newer output (section 8). */
  queuesWhilePaused: boolean;
}

const careful: AgentHabits = {
  resend: 'every-message',
  notesResends: true,
  blindMs: 0,
  keptMax: Number.POSITIVE_INFINITY,
  whenFull: 'drop-new',
  acknowledgesOld: true,
  roomMax: 10_000,
  windowMessages: 500,
  queuesWhilePaused: false,
};

export const agentHabits: Record<'careful' | 'windowless' | 'aws-agent', AgentHabits> = {
  careful,
  /** Floods as AWS's agent does, and repairs what is lost faster than ten messages a second. */
  windowless: { ...careful, windowMessages: Number.POSITIVE_INFINITY },
  'aws-agent': {
    resend: 'head-only',
    notesResends: true,
    blindMs: 0.2,
    keptMax: 100_000,
    whenFull: 'drop-new',
    acknowledgesOld: true,
    roomMax: 100_000,
    windowMessages: Number.POSITIVE_INFINITY,
    queuesWhilePaused: true,
  },
};
