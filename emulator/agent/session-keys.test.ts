import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { SessionKeys } from './session-keys';

const dataKey = randomBytes(64);
/** The client's end: the same two keys the other way round. */
const client = () => new SessionKeys(Buffer.concat([dataKey.subarray(32), dataKey.subarray(0, 32)]));
const bytesOf = (settled: ReturnType<SessionKeys['seal']>) =>
  settled.ok ? Buffer.from(settled.bytes) : Buffer.alloc(0);

test('what one end seals only the other opens, and no two seals are alike', () => {
  const agent = new SessionKeys(dataKey);
  const text = Buffer.from('uptime\r');
  const [one, two] = [bytesOf(agent.seal(text)), bytesOf(agent.seal(text))];
  expect(one.includes(text)).toBe(false);
  expect(one.equals(two)).toBe(false);
  expect(bytesOf(client().open(one)).equals(text)).toBe(true);
  expect(agent.open(one).ok).toBe(false);
});

test('a changed byte anywhere does not open', () => {
  const sealed = bytesOf(new SessionKeys(dataKey).seal(Buffer.from('rm -r build')));
  for (const at of [0, 12, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(client().open(changed).ok).toBe(false);
  }
});

test('nonces count up over the end of a byte and never come again', () => {
  const agent = new SessionKeys(dataKey);
  const nonces = Array.from({ length: 1000 }, () =>
    bytesOf(agent.seal(Buffer.of(1)))
      .subarray(0, 12)
      .toString('hex'),
  );
  expect(new Set(nonces).size).toBe(1000);
});
