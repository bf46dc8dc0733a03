import type { Person } from './person';

/** One sign-in of one person in one browser: what the session row says, without the tokens. */
export interface SignIn {
  /** SHA-256 of the cookie's opaque id: fit for keys and logs, useless as a cookie. */
  readonly id: string;
  readonly person: Person;
  /** The claims of the latest id token: what the config's grants are matched against. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Epoch ms at which the person has to sign in again, whatever is refreshed meanwhile. */
  readonly expiresAtMs: number;
}
