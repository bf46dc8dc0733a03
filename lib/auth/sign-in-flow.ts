import 'server-only';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { AuthOptions } from 'next-auth';
import type { Logger } from 'pino';
import { callNextAuth, type NextAuthAnswer } from './next-auth-call';
import { type Person, samePerson } from './person';
import { providerTimeoutMs } from './provider';
import { returnPath, signInDonePath, signInPath } from './return-path';
import { sessionCookieName } from './session-cookie';
import { keptMs } from './sign-in-store';
import { type SignInTrouble, troubleOf } from './sign-in-trouble';
import type { SignIns } from './sign-ins';

export interface FlowSettings {
  readonly publicUrl: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: string;
  readonly prompt: string | undefined;
  readonly hours: number;
  /** Signs the short-lived cookies of one sign-in (state, nonce, PKCE verifier). */
  readonly secret: string;
}

/** Where to send the browser next, and with which cookies. */
export type FlowStep = { location: string; setCookies: readonly string[] };

type Cookies = Readonly<Record<string, string>>;

const providerId = 'oidc';

/**
 * Signing in by OpenID Connect: authorization code with PKCE, state and nonce, done by next-auth 4 with our own
 * sessions. The rest of the console knows only `begin` and `finish`, so that the library can be replaced.
 */
export class SignInFlow {
  constructor(
    private readonly settings: FlowSettings,
    private readonly signIns: SignIns,
    private readonly log: Logger,
  ) {}

  /** To the provider. `after`: a path of ours to come back to; `renew`: from the second window of an open page. */
  async begin({ after, renew }: { after: string | null; renew: boolean }): Promise<FlowStep> {
    const { publicUrl, secret } = this.settings;
    // next-auth asks for its double-submit token even here; the route has already checked the Origin.
    const csrfToken = randomBytes(32).toString('hex');
    const hash = createHash('sha256').update(`${csrfToken}${secret}`).digest('hex');
    const csrfCookie = publicUrl.startsWith('https:')
      ? '__Host-next-auth.csrf-token'
      : 'next-auth.csrf-token';
    const trouble: { kind: SignInTrouble | null } = { kind: null };
    const answer = await callNextAuth(this.options(trouble, null), publicUrl, {
      path: ['signin', providerId],
      method: 'POST',
      query: {},
      cookies: { [csrfCookie]: `${csrfToken}|${hash}` },
      body: { csrfToken, callbackUrl: renew ? signInDonePath : returnPath(after) },
    });
    const location = answer.location;
    if (!location || URL.parse(location)?.origin === publicUrl) {
      return this.failed(trouble.kind ?? 'provider-unreachable', renew, answer);
    }
    return { location, setCookies: needed(answer.setCookies) };
  }

  /** Back from the provider: a session cookie and the way on, or the sign-in page with what went wrong. */
  async finish(query: Readonly<Record<string, string>>, cookies: Cookies): Promise<FlowStep> {
    const { publicUrl } = this.settings;
    const name = sessionCookieName(publicUrl);
    const renew = isRenewal(cookies, publicUrl);
    const before = renew ? await this.signIns.personBehind(cookies[name] ?? null) : null;
    const trouble: { kind: SignInTrouble | null } = { kind: troubleOf(query) };
    const answer = await callNextAuth(this.options(trouble, before), publicUrl, {
      path: ['callback', providerId],
      method: 'GET',
      query,
      cookies: withoutSession(cookies, name),
    });
    const signedIn = answer.setCookies.some((cookie) => cookie.startsWith(`${name}=`));
    if (!signedIn || !answer.location) return this.failed(trouble.kind ?? 'not-understood', renew, answer);
    await this.signIns.replace(cookies[name] ?? null);
    const setCookies = [...needed(answer.setCookies), endedReturnCookie(publicUrl)];
    return { location: answer.location, setCookies };
  }

  private failed(kind: SignInTrouble, renew: boolean, answer: NextAuthAnswer): FlowStep {
    const reference = randomUUID().slice(0, 8);
    this.log.warn({ reference, kind }, 'a sign-in failed');
    return {
      location: signInPath({ problem: kind, reference, renew }),
      setCookies: needed(answer.setCookies),
    };
  }

  private options(trouble: { kind: SignInTrouble | null }, before: Person | null): AuthOptions {
    const { publicUrl, issuer, clientId, clientSecret, scopes, prompt, hours, secret } = this.settings;
    const secure = publicUrl.startsWith('https:');
    const session = { name: sessionCookieName(publicUrl), options: cookieOptions(secure) };
    return {
      secret,
      useSecureCookies: secure,
      cookies: { sessionToken: session },
      // The cookie outlives the sign-in for as long as its row is kept: a browser that no longer sent it would look
      // signed out, not expired, and signing out ends shells where expiring must not.
      session: { strategy: 'jwt', maxAge: hours * 3600 + keptMs / 1000 },
      providers: [
        {
          id: providerId,
          name: 'OpenID Connect',
          type: 'oauth',
          issuer,
          wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
          clientId,
          clientSecret,
          idToken: true,
          checks: ['pkce', 'state', 'nonce'],
          authorization: { params: { scope: scopes, ...(prompt ? { prompt } : {}) } },
          httpOptions: { timeout: providerTimeoutMs },
          profile: (claims: { sub: string }) => ({ id: claims.sub }),
        },
      ],
      callbacks: {
        signIn: ({ profile }) => {
          const other =
            before !== null && !samePerson(before, { issuer: issOf(profile), sub: profile?.sub ?? '' });
          if (other) trouble.kind = 'other-person';
          return !other;
        },
        // Every sign-in writes its tokens anew: next-auth's adapters store them only at the very first.
        jwt: async ({ account }) => {
          if (!account?.id_token) throw new Error('The provider gave no id token.');
          const held = { idToken: account.id_token, refreshToken: account.refresh_token ?? null };
          return { cookieId: await this.signIns.start(held) };
        },
      },
      jwt: {
        // What next-auth takes for its token is our opaque id: the cookie holds nothing else.
        encode: async ({ token }) => String(token?.cookieId ?? ''),
        decode: async () => null,
      },
      logger: {
        error: (code, details) => {
          trouble.kind ??= code === 'SIGNIN_OAUTH_ERROR' ? 'provider-unreachable' : null;
          this.log.warn({ code, err: errorIn(details) }, 'next-auth');
        },
        warn: (code) => this.log.debug({ code }, 'next-auth'),
        debug: () => {},
      },
    };
  }
}

const cookieOptions = (secure: boolean) => ({ httpOnly: true, sameSite: 'lax', path: '/', secure });

const issOf = (profile: object | undefined): string =>
  profile && 'iss' in profile && typeof profile.iss === 'string' ? profile.iss : '';

/** next-auth would link a new sign-in to the session it finds; ours are always made anew. */
const withoutSession = (cookies: Cookies, name: string): Cookies =>
  Object.fromEntries(Object.entries(cookies).filter(([key]) => key !== name));

/** Its double-submit token serves its own pages, which are not mounted: begin() makes one for each call. */
const needed = (setCookies: readonly string[]): readonly string[] =>
  setCookies.filter((text) => !/^[^=]*next-auth\.csrf-token=/.test(text));

/** next-auth keeps where to return in a cookie of its own, which nobody needs once the browser is back. */
const returnCookie = (publicUrl: string): string =>
  `${publicUrl.startsWith('https:') ? '__Secure-' : ''}next-auth.callback-url`;

const isRenewal = (cookies: Cookies, publicUrl: string): boolean =>
  (cookies[returnCookie(publicUrl)] ?? '').endsWith(signInDonePath);

const endedReturnCookie = (publicUrl: string): string =>
  `${returnCookie(publicUrl)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${
    publicUrl.startsWith('https:') ? '; Secure' : ''
  }`;

/** next-auth wraps what it caught. The log writes of an error only what can hold no token (lib/log). */
const errorIn = (details: unknown): unknown =>
  typeof details === 'object' && details !== null && 'error' in details ? details.error : details;
