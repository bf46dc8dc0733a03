/** What a page of this console may load and reach, and what browsers must not do with it. */
export interface PolicySettings {
  readonly nonce: string;
  readonly streamOrigins: readonly string[];
  /** Behind TLS browsers are told to insist on it. */
  readonly secure: boolean;
  /** `next dev` evaluates code and writes styles without a nonce. Never in production. */
  readonly dev: boolean;
}

/**
 * The content security policy. Scripts run by nonce alone (strict-dynamic: what they load is theirs); styles from
 * our files or with the nonce; connections to ourselves and to the data channels.
 */
export function contentSecurityPolicy({ nonce, streamOrigins, dev }: PolicySettings): string {
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': [`'nonce-${nonce}'`, "'strict-dynamic'", ...(dev ? ["'unsafe-eval'"] : [])],
    'style-src': ["'self'", ...(dev ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`])],
    'img-src': ["'self'", 'data:'],
    // Cloudscape's fonts are data URIs.
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'", ...streamOrigins],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
}

/**
 * The policy of built files. A worker is bound by the policy of its own script's answer, not by the page's: without
 * this one the data channel's worker could connect anywhere.
 */
export const fileSecurityPolicy = ({ streamOrigins, dev }: PolicySettings): string =>
  `default-src 'none'; script-src 'self'${dev ? " 'unsafe-eval'" : ''}; ` +
  `connect-src ${["'self'", ...streamOrigins].join(' ')}; frame-ancestors 'none'`;

/** The rest, the same on every answer. */
export function securityHeaders(settings: PolicySettings, path: string): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    // A form under no-referrer posts with `Origin: null`: the sign-in page needs its Origin to be seen.
    'referrer-policy': path.startsWith('/sign-in') ? 'same-origin' : 'no-referrer',
    'permissions-policy':
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=(), ' +
      'display-capture=(), browsing-topics=()',
    ...(settings.secure ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}
