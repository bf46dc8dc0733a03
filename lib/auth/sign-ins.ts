import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import type { SignInRow } from '@/lib/db/schema';
import type { Person } from './person';
import { personOf } from './person-of';
import { expired, Refresher, type RefresherParts, signedOut } from './refresher';
import type { SignIn } from './sign-in';
import type { Tokens } from './tokens';

/** 256 bits that name a sign-in to its browser and to nobody else. */
const newCookieId = (): string => randomBytes(32).toString('base64url');
const rowId = (cookieId: string): string => createHash('sha256').update(cookieId).digest('base64url');

export interface SignInsParts extends RefresherParts {
  readonly hours: number;
  readonly groupsClaim: string;
  /** Called when a sign-in ends: whatever was cached for it must go. */
  readonly onEnd: (signInId: string) => void;
}

/** The sign-ins of this console: made by the provider's answer, read on every call, ended by sign-out. */
export class SignIns {
  private readonly refresher: Refresher;

  constructor(private readonly parts: SignInsParts) {
    this.refresher = new Refresher(parts);
  }

  /** A new sign-in. Answers the opaque id for the cookie: only its hash is kept. */
  async start(held: Tokens): Promise<string> {
    const { store, safe, now, hours } = this.parts;
    const cookieId = newCookieId();
    const id = rowId(cookieId);
    const columns = safe.columns(id, held);
    const { iss, sub } = columns.claims;
    const expiresAt = now() + hours * 3_600_000;
    await store.add({ ...columns, id, issuer: iss, sub, createdAt: now(), expiresAt });
    await store.forgetOld(now());
    return cookieId;
  }

  /** The sign-in behind a cookie, with claims that are good now. Throws Problem `signed-out` or `expired`. */
  async current(cookieId: string | null): Promise<SignIn> {
    if (!cookieId) throw signedOut();
    return this.signInOf(await this.usable(rowId(cookieId)));
  }

  /** An id token that AWS accepts now. For AssumeRoleWithWebIdentity only: it must not leave the server. */
  async idToken(signIn: SignIn): Promise<string> {
    const held = this.parts.safe.open(await this.usable(signIn.id));
    if (!held) throw expired();
    return held.idToken;
  }

  /** Whose cookie this is or was, even when it has expired; null where nobody knows it. */
  async personBehind(cookieId: string | null): Promise<Person | null> {
    const row = cookieId ? await this.parts.store.find(rowId(cookieId)) : null;
    return row ? personOf(row.claims, this.parts.groupsClaim) : null;
  }

  /**
   * Ends it here at once, then at the provider: what it answers cannot keep anybody signed in. Answers the id token
   * that it had, for the provider's own sign-out; null where it can no longer be opened.
   */
  async end(signInId: string): Promise<string | null> {
    const { store, safe, provider, now, log, onEnd } = this.parts;
    const row = await store.find(signInId);
    await store.revoke(signInId, now());
    onEnd(signInId);
    const held = row && safe.open(row);
    if (held?.refreshToken)
      await provider
        .revoke(held.refreshToken)
        .catch((error: unknown) => log.warn({ err: error }, 'the provider did not revoke a refresh token'));
    return held?.idToken ?? null;
  }

  /** Ends the sign-in that a browser had before it got a new one, without touching the provider's session. */
  async replace(cookieId: string | null): Promise<void> {
    if (!cookieId) return;
    await this.parts.store.revoke(rowId(cookieId), this.parts.now());
    this.parts.onEnd(rowId(cookieId));
  }

  private async usable(id: string): Promise<SignInRow> {
    const row = await this.parts.store.find(id);
    if (!row || row.revokedAt !== null) throw signedOut();
    return this.refresher.usable(row);
  }

  private signInOf(row: SignInRow): SignIn {
    return {
      id: row.id,
      person: personOf(row.claims, this.parts.groupsClaim),
      claims: row.claims,
      // Without a refresh token the id token's end is the sign-in's.
      expiresAtMs: row.refreshable ? row.expiresAt : Math.min(row.expiresAt, row.idTokenExpiresAt),
    };
  }
}
