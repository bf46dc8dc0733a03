import { describe, expect, test } from 'vitest';
import { CredentialCache, type TimedCredentials } from './credential-cache';

const minuteMs = 60_000;

function scene(lifeMs: number) {
  let nowMs = 1_000_000;
  let fetched = 0;
  const cache = new CredentialCache(() => nowMs);
  const fetch = async (): Promise<TimedCredentials> => {
    fetched += 1;
    return {
      accessKeyId: `key-${fetched}`,
      secretAccessKey: 's',
      sessionToken: 't',
      expiration: new Date(nowMs + lifeMs),
    };
  };
  return {
    cache,
    later: (ms: number) => {
      nowMs += ms;
    },
    get: async (signIn = 'a', rest = 'role') => (await cache.get(signIn, rest, fetch)).accessKeyId,
  };
}

describe('credentials in memory', () => {
  test('are fetched once for calls that begin together, and kept until five minutes before their end', async () => {
    const { get, later } = scene(60 * minuteMs);
    expect(await Promise.all([get(), get(), get()])).toEqual(['key-1', 'key-1', 'key-1']);
    later(55 * minuteMs - 1);
    expect(await get()).toBe('key-1');
    later(1);
    expect(await get()).toBe('key-2');
  });

  test('of a short life are kept for half of it, not fetched for every call', async () => {
    const { get, later } = scene(minuteMs);
    await get();
    later(minuteMs / 2 - 1);
    expect(await get()).toBe('key-1');
    later(1);
    expect(await get()).toBe('key-2');
  });

  test('are nobody else’s: not another sign-in’s, not another role’s', async () => {
    const { get } = scene(60 * minuteMs);
    expect(new Set([await get('a', 'r'), await get('b', 'r'), await get('a', 's')]).size).toBe(3);
  });

  test('go when the sign-in ends', async () => {
    const { get, cache } = scene(60 * minuteMs);
    await get('a');
    await get('b');
    cache.forget('a');
    expect(await get('b')).toBe('key-2');
    expect(await get('a')).toBe('key-3');
  });

  test('a failed fetch is not kept', async () => {
    const { get, cache } = scene(60 * minuteMs);
    await expect(cache.get('a', 'role', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await get()).toBe('key-1');
  });
});
