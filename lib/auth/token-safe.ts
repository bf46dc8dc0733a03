import 'server-only';
import type { SignInRow } from '@/lib/db/schema';
import type { Sealer } from './sealer';
import { claimsOf, type Tokens, tokens } from './tokens';

/** Tokens in and out of a row: sealed, and bound to that row. */
export class TokenSafe {
  constructor(private readonly sealer: Sealer) {}

  /** The columns that tokens fill. Times are epoch ms. */
  columns(rowId: string, held: Tokens) {
    const claims = claimsOf(held.idToken);
    return {
      claims,
      sealedTokens: this.sealer.seal(JSON.stringify(held), rowId),
      idTokenExpiresAt: claims.exp * 1000,
      idTokenIssuedAt: claims.iat * 1000,
      refreshable: held.refreshToken !== null,
    };
  }

  /** Null when no key opens them any more: the person has to sign in again. */
  open(row: Pick<SignInRow, 'id' | 'sealedTokens'>): Tokens | null {
    const text = this.sealer.open(row.sealedTokens, row.id);
    return text === null ? null : tokens.parse(JSON.parse(text));
  }
}
