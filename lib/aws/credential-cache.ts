import type { AwsCredentialIdentity } from '@smithy/types';

/** Credentials with their end, which STS always states. */
export interface TimedCredentials extends AwsCredentialIdentity {
  readonly expiration: Date;
}

/** Renewed this long before they end, so that none ends under way: or at half of a shorter life. */
const renewBeforeEndMs = 5 * 60_000;

interface Entry {
  readonly credentials: Promise<TimedCredentials>;
  renewAtMs: number;
}

/**
 * Credentials in memory, one set a key, one flight a key. A failed flight is forgotten at once. Keys begin with
 * the sign-in's id, so that ending a sign-in ends them. Never logged, never serialized.
 */
export class CredentialCache {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly now: () => number = () => Date.now()) {}

  get(signInId: string, rest: string, fetch: () => Promise<TimedCredentials>): Promise<TimedCredentials> {
    const key = `${signInId}|${rest}`;
    const held = this.entries.get(key);
    if (held && this.now() < held.renewAtMs) return held.credentials;
    this.dropEnded();
    const entry: Entry = { credentials: fetch(), renewAtMs: Number.POSITIVE_INFINITY };
    this.entries.set(key, entry);
    const startedAt = this.now();
    entry.credentials.then(
      ({ expiration }) => {
        const life = expiration.getTime() - startedAt;
        entry.renewAtMs = expiration.getTime() - Math.min(renewBeforeEndMs, life / 2);
      },
      () => {
        if (this.entries.get(key) === entry) this.entries.delete(key);
      },
    );
    return entry.credentials;
  }

  /** The sign-in has ended: what it fetched is forgotten. */
  forget(signInId: string): void {
    for (const key of this.entries.keys()) if (key.startsWith(`${signInId}|`)) this.entries.delete(key);
  }

  private dropEnded(): void {
    for (const [key, { renewAtMs }] of this.entries) if (this.now() >= renewAtMs) this.entries.delete(key);
  }
}
