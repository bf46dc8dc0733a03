import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ConfigError } from './config-error';
import { readEnv } from './env';

const good = {
  OIDC_ISSUER: 'https://sso.example.com/',
  OIDC_CLIENT_ID: 'quarterdeck',
  OIDC_CLIENT_SECRET: 'very-secret',
  ENCRYPTION_KEYS: randomBytes(32).toString('base64'),
};

const linesOf = (given: Record<string, string>): readonly string[] => {
  try {
    readEnv(given);
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
  return [];
};

describe('the environment', () => {
  test('has defaults for all but the provider and the keys', () => {
    expect(readEnv(good)).toMatchObject({
      PUBLIC_URL: 'http://localhost:3000',
      PORT: 3000,
      SIGN_IN_HOURS: 12,
    });
    expect(linesOf({})).toEqual([
      'OIDC_ISSUER is not set',
      'OIDC_CLIENT_ID is not set',
      'OIDC_CLIENT_SECRET is not set',
      'ENCRYPTION_KEYS is not set',
    ]);
  });

  test.each([
    ['PUBLIC_URL', 'localhost:3000', 'PUBLIC_URL must start with http:// or https://'],
    ['PUBLIC_URL', 'https://x.example/console', 'PUBLIC_URL must have no path'],
    ['PORT', '70000', /^PORT /],
    ['DATABASE_URL', 'mysql://x', 'DATABASE_URL must start with postgres:// or postgresql://'],
    ['SIGN_IN_HOURS', 'soon', /^SIGN_IN_HOURS /],
    ['LOG_LEVEL', 'loud', /^LOG_LEVEL /],
    ['TRUST_FORWARDED', 'yes', /^TRUST_FORWARDED /],
    ['SESSION_STREAM_ORIGINS', 'https://x.example', /^SESSION_STREAM_ORIGINS must start with/],
  ])('%s=%s is one clear line', (name, value, expected) => {
    const lines = linesOf({ ...good, [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(expected);
  });

  test('a wrong key is not repeated', () => {
    const lines = linesOf({ ...good, ENCRYPTION_KEYS: 'c2hvcnQtc2VjcmV0' });
    expect(lines.join()).toMatch(/^ENCRYPTION_KEYS every key must be 32 bytes/);
    expect(lines.join()).not.toContain('c2hvcnQ');
  });

  test('an empty variable is one that is not set', () => {
    expect(readEnv({ ...good, DATABASE_URL: '' }).DATABASE_URL).toBeUndefined();
  });
});
