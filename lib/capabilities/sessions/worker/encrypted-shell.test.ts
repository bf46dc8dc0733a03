import { expect, test } from 'vitest';
import { importDataKey } from '../client/session-keys';
import { type FakeNode, FakeWorld } from '../testing/fake-world';

const documentKey = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const dataKey = Uint8Array.from({ length: 64 }, (_, at) => at);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** WebCrypto answers when it likes; the world's clock stands still meanwhile. The test's own limit is the limit. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

/** A session whose document names the key, with a node that asks for `askedKey`; null: it asks for none. */
function encryptedShell(askedKey: string | null = documentKey): { world: FakeWorld; node: FakeNode } {
  const world = new FakeWorld();
  world.open(documentKey);
  world.socket.events.opened();
  const node = world.node(askedKey);
  node.dataKey = dataKey;
  return { world, node };
}

async function giveKey(world: FakeWorld, bytes = dataKey): Promise<void> {
  const given = await importDataKey({ plaintext: base64(bytes), ciphertext: base64(new Uint8Array(80)) });
  world.tell({ say: 'key', channel: 'c', ...given });
  const isDone = () => world.heard('notice').length + world.heard('ended').length > 0;
  await until(isDone);
  // On short links a client waits 10 ms behind the end of the handshake.
  world.pass(50);
}

const printed = (world: FakeWorld) =>
  world.said
    .map((message) => (message.say === 'output' ? Buffer.from(message.bytes).toString() : ''))
    .join('');
const onTheWire = (world: FakeWorld) =>
  Buffer.concat(world.socket.sent.map((data) => Buffer.from(data))).toString('latin1');

test('a session with a KMS key is typed into and printed from, and the wire shows neither', async () => {
  const { world, node } = encryptedShell();
  expect(world.heard('want-key')).toMatchObject([{ keyId: documentKey, challenge: expect.any(String) }]);
  await giveKey(world);
  expect(world.link?.is).toBe('connected');
  world.tell({ say: 'type', channel: 'c', bytes: new TextEncoder().encode('cat /etc/shadow') });
  node.print('root:secret');
  await until(() => node.typed !== '' && printed(world) !== '');
  expect(node.typed).toBe('cat /etc/shadow');
  expect(printed(world)).toContain('root:secret');
  expect(onTheWire(world)).not.toContain('shadow');
  expect(node.sent).not.toContain('secret');
});

test('keys can be used and never read', async () => {
  const { keys } = await importDataKey({ plaintext: base64(dataKey), ciphertext: '' });
  for (const key of [keys.open, keys.seal]) {
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  }
});

test('a page that is refused the key ends the session, and nothing is typed in clear', async () => {
  const { world, node } = encryptedShell();
  world.tell({ say: 'type', channel: 'c', bytes: new TextEncoder().encode('early') });
  world.tell({ say: 'no-key', channel: 'c' });
  expect(world.heard('ended')).toMatchObject([{ end: { why: 'key-refused' } }]);
  expect(world.socket.closed).toBe(true);
  expect([node.typed, onTheWire(world)]).toEqual(['', expect.not.stringContaining('early')]);
});

test('a node that asks for another key than the session document names gets none', () => {
  const other = documentKey.replace('1234abcd', '00000000');
  const { world } = encryptedShell(other);
  expect(world.heard('want-key')).toEqual([]);
  expect(world.heard('ended')).toMatchObject([
    { end: { why: 'other-key', text: expect.stringContaining(other) } },
  ]);
});

test('where the document demands encryption a node that begins in clear is left before anything is typed', () => {
  const { world, node } = encryptedShell(null);
  world.tell({ say: 'type', channel: 'c', bytes: new TextEncoder().encode('early') });
  node.print('$ ');
  expect(world.heard('ended')).toMatchObject([{ end: { why: 'not-encrypted' } }]);
  expect([node.typed, printed(world)]).toEqual(['', '']);
});

test('a wrong key ends the session instead of showing or typing anything', async () => {
  const { world, node } = encryptedShell();
  await giveKey(world, dataKey.toReversed());
  expect(world.heard('ended')).toMatchObject([{ end: { why: 'encryption-broken' } }]);
  expect(node.typed).toBe('');
});
