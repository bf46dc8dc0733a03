import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { SignInRow } from '@/lib/db/schema';
import { Problem } from '@/lib/kernel/problem';
import { type Provider, providerTimeoutMs } from './provider';
import type { SignInStore } from './sign-in-store';
import type { TokenSafe } from './token-safe';

/** Longer than the provider may take, so that a lease lapses only when its holder died. */
const leaseMs = providerTimeoutMs + 5_000;
/** How long a call waits for somebody's refresh before it says that the provider is slow. */
const waitMaxMs = leaseMs;
const pollMs = 150;
/** Pause after a provider that could not be reached, so that a page's calls do not hammer it. */
const retryAfterFailureMs = 5_000;
/** Tokens are renewed this long before they end, or at three quarters of a shorter life. */
const renewBeforeEndMs = 60_000;

export interface RefresherParts {
  readonly store: SignInStore;
  readonly safe: TokenSafe;
  readonly provider: Provider;
  readonly log: Logger;
  readonly now: () => number;
}

/**
 * Keeps a sign-in's id token good. One refresh at a time over all replicas, by a lease in the row; the provider
 * is called outside any transaction, so a slow one delays only the person whose token has run out.
 */
export class Refresher {
  private readonly owner = randomUUID();
  private readonly running = new Map<string, Promise<SignInRow | null>>();

  constructor(private readonly parts: RefresherParts) {}

  /** The row with an id token that is good now. Throws Problem `expired` or `unavailable`. */
  async usable(row: SignInRow): Promise<SignInRow> {
    const now = this.parts.now();
    if (now >= row.expiresAt) throw expired();
    if (now < renewAt(row)) return row;
    const good = now < row.idTokenExpiresAt;
    if (!row.refreshable) {
      if (good) return row;
      throw expired();
    }
    if (!good) return this.waitForFresh(row);
    // The token still is good: renew it beside the call, not before it.
    this.refreshOnce(row).catch((error: unknown) => this.parts.log.warn({ err: error }, 'refresh failed'));
    return row;
  }

  private async waitForFresh(row: SignInRow): Promise<SignInRow> {
    const giveUpAt = Date.now() + waitMaxMs;
    let seen = row;
    while (Date.now() < giveUpAt) {
      const fresh = await this.refreshOnce(seen);
      if (fresh && this.parts.now() < fresh.idTokenExpiresAt) return fresh;
      const read = await this.parts.store.find(row.id);
      if (!read || read.revokedAt !== null) throw signedOut();
      if (this.parts.now() < read.idTokenExpiresAt) return read;
      if (!read.refreshable) throw expired();
      seen = read;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    throw providerSilent();
  }

  /** In this process one refresh a row; over processes the lease decides. Null when another holds it. */
  private refreshOnce(row: SignInRow): Promise<SignInRow | null> {
    const running = this.running.get(row.id);
    if (running) return running;
    const mine = this.refresh(row).finally(() => this.running.delete(row.id));
    this.running.set(row.id, mine);
    return mine;
  }

  private async refresh(row: SignInRow): Promise<SignInRow | null> {
    const { store, safe, provider, now } = this.parts;
    const held = safe.open(row);
    if (!held) throw expired();
    if (!(await store.takeLease(row.id, row.tokenVersion, this.owner, now(), now() + leaseMs))) return null;
    try {
      const answer = await provider.refresh(held);
      if (answer.kind === 'tokens') {
        const written = await store.writeTokens(row, this.owner, safe.columns(row.id, answer.tokens));
        this.parts.log.info({ signIn: row.id.slice(0, 8) }, 'sign-in refreshed');
        return written;
      }
      this.parts.log.info({ signIn: row.id.slice(0, 8), kind: answer.kind }, 'sign-in cannot be refreshed');
      await store.releaseLease(row.id, this.owner, { refreshable: false, retryAtMs: 0 });
      return null;
    } catch (cause) {
      await store.releaseLease(row.id, this.owner, {
        refreshable: true,
        retryAtMs: now() + retryAfterFailureMs,
      });
      throw providerSilent(cause);
    }
  }
}

const renewAt = (row: SignInRow): number =>
  row.idTokenExpiresAt - Math.min(renewBeforeEndMs, (row.idTokenExpiresAt - row.idTokenIssuedAt) / 4);

export const expired = () =>
  new Problem('expired', { message: 'Your sign-in has expired.', nextStep: 'Sign in again.' });

export const signedOut = () =>
  new Problem('signed-out', { message: 'You are signed out.', nextStep: 'Sign in again.' });

const providerSilent = (cause?: unknown) =>
  new Problem(
    'unavailable',
    {
      message: 'The sign-in provider does not answer.',
      nextStep: 'Try again in a moment, or sign in again.',
    },
    { cause },
  );
