import { sessionCookieOf } from '@/lib/auth/session-cookie';
import type { ConsoleConfig } from '@/lib/config/console-config';
import type { Env } from '@/lib/config/env';
import { streamOrigins } from '@/lib/config/stream-origins';
import { routes } from '@/lib/kernel/routes';
import { hostOf, judgeHost } from './own-host';
import {
  contentSecurityPolicy,
  fileSecurityPolicy,
  type PolicySettings,
  securityHeaders,
} from './security-headers';

/** What the proxy does with a request before any page or procedure sees it. */
export type Verdict =
  | { do: 'serve'; requestHeaders: Headers; responseHeaders: Record<string, string> }
  | { do: 'sign-in'; to: string }
  | { do: 'own-host'; path: string }
  | { do: 'refuse' };

export interface GuardSettings {
  readonly env: Pick<Env, 'PUBLIC_URL' | 'TRUST_FORWARDED' | 'SESSION_STREAM_ORIGINS'>;
  readonly config: ConsoleConfig;
  readonly dev: boolean;
}

type Asked = Pick<Request, 'headers' | 'method' | 'url'>;

/** Judges one request. `nonce` is fresh for each. */
export function guard(request: Asked, { env, config, dev }: GuardSettings, nonce: string): Verdict {
  const { pathname, search } = new URL(request.url);
  const policy: PolicySettings = {
    nonce,
    streamOrigins: streamOrigins(config, env.SESSION_STREAM_ORIGINS),
    secure: env.PUBLIC_URL.startsWith('https:'),
    dev,
  };
  const kind = kindOf(pathname);
  // Probes call replicas by address; their answers hold nothing.
  if (kind === 'health') return serve(request, policy, pathname, {});
  const host = hostOf(request.headers, env.TRUST_FORWARDED);
  const verdict = judgeHost(
    { host, method: request.method, pathAndQuery: `${pathname}${search}` },
    env.PUBLIC_URL,
  );
  if (verdict.do !== 'serve') return verdict;
  if (kind === 'file') return serve(request, policy, pathname, { csp: fileSecurityPolicy(policy) });
  const signedIn = sessionCookieOf(request.headers, env.PUBLIC_URL) !== null;
  if (kind === 'page' && !signedIn) {
    return { do: 'sign-in', to: `${env.PUBLIC_URL}${routes.signIn(`${pathname}${search}`)}` };
  }
  return serve(request, policy, pathname, { csp: contentSecurityPolicy(policy), noStore: true });
}

type Kind = 'health' | 'file' | 'api' | 'sign-in' | 'page';

function kindOf(path: string): Kind {
  if (path.startsWith('/api/health/')) return 'health';
  if (path.startsWith('/api/')) return 'api';
  if (path.startsWith('/_next/') || /^\/[^/]+\.(ico|svg|png|txt|webmanifest|woff2)$/.test(path))
    return 'file';
  return path === '/sign-in' || path.startsWith('/sign-in/') ? 'sign-in' : 'page';
}

function serve(
  request: Asked,
  policy: PolicySettings,
  path: string,
  { csp, noStore = false }: { csp?: string; noStore?: boolean },
): Verdict {
  const requestHeaders = new Headers(request.headers);
  const responseHeaders = securityHeaders(policy, path);
  if (csp) {
    // Next reads the nonce for its own scripts out of the request's policy.
    requestHeaders.set('content-security-policy', csp);
    requestHeaders.set('x-nonce', policy.nonce);
    responseHeaders['content-security-policy'] = csp;
  }
  if (noStore) responseHeaders['cache-control'] = 'no-store';
  return { do: 'serve', requestHeaders, responseHeaders };
}
