import { z } from 'zod';

const percent = z.number().min(0).max(100).default(0);

/** Longer than any link people work over; a forgotten delay must not look like a hang. */
const delayMsMax = 10_000;
/** A wire that is cut more often carries nothing: both ends need a moment to come back. */
const cutSecondsMin = 0.2;
const cutSecondsMax = 3600;

/** What may be wrong with the wire between one end of a session and the relay. Both directions suffer alike. */
export const wireFaults = z.strictObject({
  /** Stream frames and acknowledgements that never arrive. */
  dropPercent: percent,
  /** … that arrive twice. */
  duplicatePercent: percent,
  /** … that arrive behind later ones. */
  reorderPercent: percent,
  /** Everything comes this much later, in order. */
  delayMs: z.number().min(0).max(delayMsMax).default(0),
  /** The socket is cut this long after it was opened, each time anew. */
  cutEverySeconds: z.number().min(cutSecondsMin).max(cutSecondsMax).optional(),
  /** ResumeSession fails with InternalServerError for as long as this holds. */
  refuseResume: z.boolean().default(false),
  /** Whose wire it is. */
  side: z.enum(['client', 'agent']).default('client'),
  /** The same seed and the same frames meet the same faults. */
  seed: z.int().min(0).max(0xffff_ffff).default(1),
});

export type WireFaults = z.output<typeof wireFaults>;
export type FaultySide = WireFaults['side'];

/** What the faults of one session have done so far, in frames; cuts in connections. */
export interface FaultCounts {
  seen: number;
  dropped: number;
  duplicated: number;
  reordered: number;
  cuts: number;
}
