import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { JWK } from 'jose';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import { noteIssued } from '../auth/issued';
import type { World } from '../world/world';
import { claimsOf, findPerson } from './directory';
import { modelStore } from './model-store';
import { messagePage, type Page, signOutPage } from './pages';

export interface ProviderOptions {
  readonly issuer: string;
  readonly key: JWK;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly consoleOrigins: readonly string[];
  readonly idTokenSeconds: number;
}

const hourSeconds = 3600;

/** The certified provider, told who our people are, what its one client is, and to load nothing from elsewhere. */
export function createProvider(world: World, options: ProviderOptions): Provider {
  const provider = new Provider(options.issuer, configuration(world, options));
  // The mount sets X-Forwarded-* itself: URLs are made under the public name, whatever name a request came by.
  provider.proxy = true;
  provider.on('grant.success', (ctx) => noteTokens(world, ctx.body));
  provider.on('server_error', (_ctx, error) => console.error('emulator: OpenID provider', error));
  return provider;
}

function noteTokens(world: World, answer: unknown): void {
  const { data } = tokens.safeParse(answer);
  noteIssued(world, 'id-token', data?.id_token);
  noteIssued(world, 'access-token', data?.access_token);
  noteIssued(world, 'refresh-token', data?.refresh_token);
}

const tokens = z.object({
  id_token: z.string().optional(),
  access_token: z.string().optional(),
  refresh_token: z.string().optional(),
});

function configuration(world: World, options: ProviderOptions): Configuration {
  const { consoleOrigins } = options;
  return {
    adapter: modelStore(world),
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        redirect_uris: consoleOrigins.map((origin) => `${origin}/api/auth/callback/oidc`),
        post_logout_redirect_uris: consoleOrigins.flatMap((origin) => [`${origin}/`, `${origin}/sign-in`]),
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [options.key] },
    cookies: { keys: [randomBytes(32).toString('base64')] },
    // AWS and the console read groups and tags from the id token: with `true` they would only be at userinfo.
    conformIdTokenClaims: false,
    claims: { openid: Object.keys(claimsOf(anybody)) },
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    pkce: { required: () => true },
    interactions: { url: (_ctx, { uid }) => `/_oidc/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx, form) => show(ctx, signOutPage(form, consoleOrigins)),
        postLogoutSuccessSource: async (ctx) =>
          show(ctx, messagePage(200, 'Signed out', 'You are signed out of the emulator.')),
      },
    },
    findAccount: (ctx, sub) => findAccount(world, ctx, sub),
    rotateRefreshToken: true,
    // As Entra ID and Okta do, without `prompt=consent`: the library drops offline_access from requests that lack it.
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    renderError: async (ctx, out) =>
      show(
        ctx,
        messagePage(
          ctx.status,
          'Sign-in failed',
          [out.error, out.error_description].filter(Boolean).join(': '),
        ),
      ),
    ttl: {
      AuthorizationCode: 60,
      AccessToken: hourSeconds,
      IdToken: options.idTokenSeconds,
      RefreshToken: 14 * 24 * hourSeconds,
      Grant: 14 * 24 * hourSeconds,
      Session: 12 * hourSeconds,
      Interaction: hourSeconds,
    },
  };
}

/** Only the names of its claims are of interest. */
const anybody = {
  sub: '',
  name: '',
  email: '',
  groups: [],
  team: '',
  role: 'viewer',
} as const;

async function findAccount(world: World, ctx: KoaContextWithOIDC, sub: string) {
  const person = findPerson(world, sub);
  if (!person) return undefined;
  if (person.refreshDelayMs > 0 && ctx.oidc.params?.grant_type === 'refresh_token')
    await delay(person.refreshDelayMs);
  return { accountId: sub, claims: async () => claimsOf(findPerson(world, sub) ?? person) };
}

function show(ctx: KoaContextWithOIDC, page: Page): void {
  ctx.status = page.status;
  ctx.set({ ...page.headers });
  ctx.body = page.html;
}
