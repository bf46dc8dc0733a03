import type { DocumentFacts } from '../../contract';

/** What AWS takes where the document does not say (Session Manager user guide, idle session timeout). */
const idleMinutesDefault = 20;
/** From here on the time left is worth a person's attention; a short limit warns for half of it. */
const warnMsMax = 5 * 60_000;

export interface IdleFacts {
  readonly document: DocumentFacts | null;
  readonly startedAtMs: number;
  readonly lastInputAtMs: number | null;
}

export interface IdleTime {
  readonly leftMs: number;
  readonly soon: boolean;
}

/** How long the service still waits for input; null where the document could not be read, so nobody knows. */
export function idleTime(
  { document, startedAtMs, lastInputAtMs }: IdleFacts,
  nowMs: number,
): IdleTime | null {
  if (!document || document.logging.is === 'unknown') return null;
  const limitMs = (document.idleMinutes ?? idleMinutesDefault) * 60_000;
  // A clock that is looked at now and then may be behind the last key.
  const leftMs = Math.min(limitMs, Math.max(0, (lastInputAtMs ?? startedAtMs) + limitMs - nowMs));
  return { leftMs, soon: leftMs <= Math.min(warnMsMax, limitMs / 2) };
}

/** "18 min", "4:32". */
export function idleWords({ leftMs, soon }: IdleTime): string {
  const seconds = Math.ceil(leftMs / 1_000);
  if (!soon) return `${Math.ceil(seconds / 60)} min`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Said to those who do not see it count: once when it gets near, once in the last minute. */
export function idleWarning({ leftMs, soon }: IdleTime): string {
  if (!soon) return '';
  return leftMs <= 60_000
    ? 'The session ends within a minute unless you type.'
    : 'The idle limit is near: the session ends soon unless you type.';
}
