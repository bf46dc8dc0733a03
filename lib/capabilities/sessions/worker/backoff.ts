/** The first attempt is nearly at once: most drops are a proxy's or a roaming laptop's, over in a moment. */
const firstDelayMsMax = 300;
const secondDelayMs = 500;
/** Attempts go on as long as the session lives, so the pace must be one that a service can bear from everybody. */
const delayMsMax = 10_000;

/**
 * How long to wait before attempt `attempt` (from 1). Jittered, so that a thousand shells that lost the same
 * relay do not come back in the same instant. `random` is in [0, 1).
 */
export function delayBeforeMs(attempt: number, random: number): number {
  if (attempt <= 1) return Math.round(firstDelayMsMax * random);
  const full = Math.min(delayMsMax, secondDelayMs * 2 ** (attempt - 2));
  return Math.round(full * (0.5 + random / 2));
}
