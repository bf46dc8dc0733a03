import 'server-only';
import { type BaseClient, custom, errors, Issuer, TokenSet } from 'openid-client';
import type { Tokens } from './tokens';

/** The company's OpenID provider, as far as we need it after signing in. */
export interface Provider {
  /** New tokens for a refresh token. The id token's signature, issuer, audience and subject are checked. */
  refresh(current: Tokens): Promise<Refreshed>;
  /** Revokes a refresh token, where the provider has an endpoint for it. */
  revoke(refreshToken: string): Promise<void>;
  /** The provider's own sign-out page (RP-Initiated Logout 1.0), or null where it has none. */
  signOutUrl(returnTo: string, idTokenHint?: string): Promise<string | null>;
}

export type Refreshed =
  | { kind: 'tokens'; tokens: Tokens }
  /** It answered, but without an id token: AWS cannot be asked with anything else. */
  | { kind: 'no-id-token' }
  /** It will not refresh this sign-in (again): ended there, expired, or used twice. */
  | { kind: 'refused'; reason: string };

/** Longest that the provider may take for one answer. */
export const providerTimeoutMs = 20_000;

export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Over openid-client 5, the library under next-auth 4. Discovered once; a failed discovery is tried again. */
export function openProvider(settings: ProviderSettings): Provider {
  custom.setHttpOptionsDefaults({ timeout: providerTimeoutMs });
  let client: Promise<BaseClient> | undefined;
  const connected = (): Promise<BaseClient> => {
    client ??= discover(settings).catch((error: unknown) => {
      client = undefined;
      throw error;
    });
    return client;
  };
  return {
    refresh: async (current) => refreshWith(await connected(), current),
    revoke: async (refreshToken) => {
      const at = await connected();
      if (at.issuer.metadata.revocation_endpoint) await at.revoke(refreshToken, 'refresh_token');
    },
    signOutUrl: async (returnTo, idTokenHint) => {
      const at = await connected();
      if (!at.issuer.metadata.end_session_endpoint) return null;
      // The library adds client_id, by which most providers know whose return address this is.
      return at.endSessionUrl({ post_logout_redirect_uri: returnTo, id_token_hint: idTokenHint });
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<BaseClient> {
  const found = await Issuer.discover(issuer);
  const client = new found.Client({ client_id: clientId, client_secret: clientSecret });
  client[custom.clock_tolerance] = 10;
  return client;
}

async function refreshWith(client: BaseClient, current: Tokens): Promise<Refreshed> {
  if (current.refreshToken === null) return { kind: 'refused', reason: 'no refresh token' };
  try {
    const set = await client.refresh(
      new TokenSet({ id_token: current.idToken, refresh_token: current.refreshToken }),
    );
    if (!set.id_token) return { kind: 'no-id-token' };
    // Providers that do not rotate send none: the one we have stays good.
    const refreshToken = set.refresh_token ?? current.refreshToken;
    return { kind: 'tokens', tokens: { idToken: set.id_token, refreshToken } };
  } catch (error) {
    if (error instanceof errors.OPError && error.error === 'invalid_grant') {
      return { kind: 'refused', reason: error.error };
    }
    throw error;
  }
}
