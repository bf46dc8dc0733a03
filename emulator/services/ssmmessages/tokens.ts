import { randomBytes } from 'node:crypto';

export type Side = 'client' | 'agent';

/** Tokens given and not yet used. A client that dials seven times with each of many resumes never has more. */
const openTokensMax = 64;

/**
 * One-use keys to a channel. A token is burnt by a successful open frame only: the real client dials again with the
 * same one when a dial fails (data-channel paper section 2.4).
 */
export class Tokens {
  readonly #sides = new Map<string, Side>();

  /** 48 random bytes; TokenValue may have 300 characters (botocore shape TokenValue). */
  issue(side: Side): string {
    const token = randomBytes(48).toString('base64');
    this.#sides.set(token, side);
    const oldest = this.#sides.keys().next();
    if (this.#sides.size > openTokensMax && !oldest.done) this.#sides.delete(oldest.value);
    return token;
  }

  /** Whether it is good for this side; if so, it never is again. */
  redeem(token: string, side: Side): boolean {
    if (this.#sides.get(token) !== side) return false;
    return this.#sides.delete(token);
  }

  clear(): void {
    this.#sides.clear();
  }
}
