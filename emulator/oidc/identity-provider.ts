import { importJWK, type JWK, SignJWT } from 'jose';
import { noteIssued } from '../auth/issued';
import { clientId } from '../seeds/identity/trust';
import type { Emulator } from '../server/emulator';
import { requestUrl } from '../server/signed-request';
import { claimsOf, findPerson } from './directory';
import { answerInteraction } from './interaction';
import { LoginAttempts } from './login-attempts';

/** The emulator's OpenID provider as the rest of it sees it. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly password: string;
  /** What verifies its tokens: what AWS would read from `jwks_uri`. */
  readonly publicKey: JWK;
  /** A real id token of a person, as the token endpoint would give: for tests that start at STS. */
  idToken(sub: string, over?: Readonly<Record<string, unknown>>): Promise<string>;
}

export interface IdentityProviderOptions {
  readonly key: JWK;
  readonly password: string;
  readonly clientSecret: string;
}

/** Mounts the provider at `/_oidc`. Its library is large: it is loaded when somebody first asks there. */
export function mountIdentityProvider(
  emulator: Emulator,
  { key, password, clientSecret }: IdentityProviderOptions,
): IdentityProvider {
  const { settings, world } = emulator;
  const publicUrl = new URL(emulator.addresses.publicUrl);
  const issuer = `${publicUrl.href.replace(/\/$/, '')}/_oidc`;
  noteIssued(world, 'client-secret', clientSecret);
  const { consoleOrigins, idTokenSeconds } = settings;
  const openRoom = async () => {
    const { createProvider } = await import('./provider');
    const client = { clientId, clientSecret, consoleOrigins };
    const provider = createProvider(world, { issuer, key, idTokenSeconds, ...client });
    const attempts = new LoginAttempts();
    const room = { provider, world, password, attempts, origin: publicUrl.origin, consoleOrigins };
    return { room, answer: provider.callback() };
  };
  let opened: ReturnType<typeof openRoom> | undefined;
  emulator.mounts.set('/_oidc', async (request, response) => {
    opened ??= openRoom();
    const { room, answer } = await opened;
    request.headers['x-forwarded-host'] = publicUrl.host;
    request.headers['x-forwarded-proto'] = publicUrl.protocol.slice(0, -1);
    if (/^\/_oidc\/interaction\/[\w-]+$/.test(requestUrl(request).pathname))
      return answerInteraction(room, request, response);
    Object.assign(request, { originalUrl: request.url });
    request.url = (request.url ?? '').slice('/_oidc'.length) || '/';
    await answer(request, response);
  });
  return {
    issuer,
    clientId,
    clientSecret,
    password,
    publicKey: publicPart(key),
    idToken: (sub, over = {}) => mintIdToken(emulator, { key, issuer, sub, over }),
  };
}

async function mintIdToken(
  { world, settings }: Emulator,
  {
    key,
    issuer,
    sub,
    over,
  }: { key: JWK; issuer: string; sub: string; over: Readonly<Record<string, unknown>> },
): Promise<string> {
  const person = findPerson(world, sub);
  if (!person) throw new Error(`Nobody is called ${sub}.`);
  const now = Math.floor(world.clock.signatureNow() / 1000);
  const times = { iat: now, exp: now + settings.idTokenSeconds };
  return new SignJWT({ iss: issuer, aud: clientId, ...times, ...claimsOf(person), ...over })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid ?? '', typ: 'JWT' })
    .sign(await importJWK(key, 'RS256'));
}

const publicPart = ({ kty, n, e, kid, alg, use }: JWK): JWK => ({ kty, n, e, kid, alg, use });
