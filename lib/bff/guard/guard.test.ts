import { describe, expect, test } from 'vitest';
import { parseConfig } from '@/lib/config/read-config';
import { type GuardSettings, guard } from './guard';

const config = parseConfig(
  `regions: [eu-west-1]
accounts: [{ id: '111122223333', name: P }, { id: '444455556666', name: C, regions: [cn-north-1] }]
roles: [{ name: Viewer, label: Viewer }]
grants: [{ when: { groups: [all] }, roles: [Viewer], accounts: all }]
`,
  'q.yaml',
);

const settings = (env: Partial<GuardSettings['env']> = {}, dev = false): GuardSettings => ({
  config,
  dev,
  env: {
    PUBLIC_URL: 'https://console.example',
    TRUST_FORWARDED: false,
    SESSION_STREAM_ORIGINS: [],
    ...env,
  },
});

const ask = (
  path: string,
  headers: Record<string, string> = {},
  given = settings(),
  method = 'GET',
): ReturnType<typeof guard> =>
  guard(
    {
      url: `http://10.0.0.7:3000${path}`,
      method,
      headers: new Headers({ host: 'console.example', cookie: '__Host-quarterdeck=x', ...headers }),
    },
    given,
    'bm9uY2U=',
  );

const policyOf = (path: string, given = settings()): Record<string, string[]> => {
  const verdict = ask(path, {}, given);
  if (verdict.do !== 'serve') throw new Error(verdict.do);
  const policy = verdict.responseHeaders['content-security-policy'] ?? '';
  return Object.fromEntries(policy.split('; ').map((text) => [text.split(' ')[0], text.split(' ').slice(1)]));
};

describe('the host', () => {
  test.each(['evil.example', 'console.example.evil.example', 'console.example:8443', 'localhost:3000'])(
    'a page under %s is sent to the one name of the console',
    (host) => {
      expect(ask('/nodes?x=1', { host })).toEqual({ do: 'own-host', path: '/nodes?x=1' });
    },
  );

  test('a state change under another name is refused, not repeated elsewhere', () => {
    expect(ask('/api/trpc/me.signOut', { host: 'evil.example' }, settings(), 'POST').do).toBe('refuse');
  });

  test('what a proxy says of the host counts only where the environment trusts it', () => {
    const forwarded = { host: 'evil.example', 'x-forwarded-host': 'console.example' };
    expect(ask('/nodes', forwarded).do).toBe('own-host');
    expect(ask('/nodes', forwarded, settings({ TRUST_FORWARDED: true })).do).toBe('serve');
    const lied = { host: 'console.example', 'x-forwarded-host': 'evil.example' };
    expect(ask('/nodes', lied).do).toBe('serve');
    expect(ask('/nodes', lied, settings({ TRUST_FORWARDED: true })).do).toBe('own-host');
  });

  test('probes are answered by address', () => {
    expect(ask('/api/health/ready', { host: '10.0.0.7:3000' }).do).toBe('serve');
  });
});

describe('somebody without a sign-in', () => {
  test('comes to the sign-in page, and back to where they wanted to go', () => {
    expect(ask('/nodes?ping=Online', { cookie: '' })).toEqual({
      do: 'sign-in',
      to: 'https://console.example/sign-in?after=%2Fnodes%3Fping%3DOnline',
    });
  });

  test.each(['/sign-in', '/api/trpc/me.get', '/_next/static/chunks/a.js', '/favicon.svg'])(
    'still gets %s',
    (path) => {
      expect(ask(path, { cookie: '' }).do).toBe('serve');
    },
  );
});

describe('the content security policy', () => {
  test('runs scripts by nonce alone, and styles from our files or with the nonce', () => {
    const policy = policyOf('/nodes');
    expect(policy['default-src']).toEqual(["'none'"]);
    expect(policy['script-src']).toEqual(["'nonce-bm9uY2U='", "'strict-dynamic'"]);
    expect(policy['style-src']).toEqual(["'self'", "'nonce-bm9uY2U='"]);
    expect(policy['frame-ancestors']).toEqual(["'none'"]);
    expect(policy['base-uri']).toEqual(["'none'"]);
  });

  test('lets pages connect to the data channels of the config’s Regions, in their partitions, and nowhere else', () => {
    expect(policyOf('/nodes')['connect-src']).toEqual([
      "'self'",
      'wss://ssmmessages.eu-west-1.amazonaws.com',
      'wss://ssmmessages.cn-north-1.amazonaws.com.cn',
    ]);
    const own = settings({ SESSION_STREAM_ORIGINS: ['ws://127.0.0.1:4577'] });
    expect(policyOf('/nodes', own)['connect-src']).toEqual(["'self'", 'ws://127.0.0.1:4577']);
  });

  test('binds the worker of the data channel as well: it has the policy of its own file', () => {
    expect(policyOf('/_next/static/chunks/worker.js')['connect-src']).toEqual(
      policyOf('/nodes')['connect-src'],
    );
  });

  test('allows evaluation in development only', () => {
    expect(policyOf('/nodes', settings({}, true))['script-src']).toContain("'unsafe-eval'");
    expect(JSON.stringify(policyOf('/nodes'))).not.toContain('unsafe');
  });
});

test('every page is kept by no cache, framed by nobody and, behind TLS, asked for over TLS', () => {
  const verdict = ask('/nodes');
  expect(verdict.do === 'serve' && verdict.responseHeaders).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': expect.stringContaining('max-age='),
  });
});
