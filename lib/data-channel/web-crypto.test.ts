import { describe, expect, test } from 'vitest';
import { AgentChannel } from './agent-channel';
import { ClientChannel } from './client-channel';
import type { AgentEffect, ClientEffect, Settled } from './effect';
import { ascii, fromHex, make, textFrom, toHex } from './testing/tools';
import vectors from './testing/vectors.json' with { type: 'json' };

const { kms } = vectors;

/** AES-256-GCM as both real ends do it: nonce, ciphertext, tag in one piece (data-channel paper section 10.2). */
const keyOf = (bytes: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes.slice(), 'AES-GCM', false, ['encrypt', 'decrypt']);
async function seal(key: CryptoKey, plaintext: Uint8Array, nonce: Uint8Array): Promise<Uint8Array> {
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce.slice() }, key, plaintext.slice());
  return Uint8Array.from([...nonce, ...new Uint8Array(sealed)]);
}
async function open(key: CryptoKey, sealed: Uint8Array): Promise<Uint8Array> {
  const [iv, data] = [sealed.slice(0, 12), sealed.slice(12)];
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data));
}

describe('sealed samples of AWS’s own ends', () => {
  test('the data key is split: agent to client first', () => {
    expect(kms.plaintextDataKeyHex).toBe(kms.agentToClientKeyHex + kms.clientToAgentKeyHex);
  });
  const samples = [
    ...kms.sealedByClient.map((sample) => ({ ...sample, keyHex: kms.clientToAgentKeyHex })),
    ...kms.sealedByAgent.map((sample) => ({ ...sample, keyHex: kms.agentToClientKeyHex })),
  ];
  test.each(samples)('$sealedHex opens and seals to the same bytes', async (sample) => {
    const key = await keyOf(fromHex(sample.keyHex));
    expect(toHex(await open(key, fromHex(sample.sealedHex)))).toBe(sample.plaintextHex);
    const sealed = await seal(key, fromHex(sample.plaintextHex), fromHex(sample.nonceHex));
    expect(toHex(sealed)).toBe(sample.sealedHex);
  });
});

/** Both ends with WebCrypto behind them, each answer in its own time, until nobody has anything left to do. */
async function session(typed: readonly string[], printed: readonly string[]) {
  const down = await keyOf(fromHex(kms.agentToClientKeyHex));
  const up = await keyOf(fromHex(kms.clientToAgentKeyHex));
  const keyId = 'alias/sessions';
  const client = new ClientChannel({
    ...make,
    clientId: make.newMessageId(),
    encryption: true,
    expectedKmsKeyId: keyId,
  });
  const agent = new AgentChannel({
    ...make,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    sessionId: 'ada-1',
    instanceId: 'i-1',
    sessionType: 'Standard_Stream',
    kmsKeyId: keyId,
  });
  const seen = { input: '', output: '', wire: '', closes: [] as string[] };
  const pending = new Set<Promise<void>>();
  const later = (answer: Promise<Uint8Array>, settle: (result: Settled) => void): void => {
    const done = answer
      .then(
        (bytes): Settled => ({ ok: true, bytes }),
        (cause): Settled => ({ ok: false, text: String(cause) }),
      )
      .then(settle)
      .then(() => void pending.delete(done));
    pending.add(done);
  };
  const nonce = (): Uint8Array => crypto.getRandomValues(new Uint8Array(12));
  const runClient = (effects: readonly ClientEffect[]): void => {
    for (const effect of effects) {
      const settle = (id: number) => (result: Settled) => runClient(client.settled(id, result, 1));
      if (effect.do === 'send') {
        seen.wire += textFrom(effect.frame);
        runAgent(agent.receive(effect.frame, 1));
      } else if (effect.do === 'output') seen.output += textFrom(effect.bytes);
      else if (effect.do === 'data-key') later(Promise.resolve(ascii('blob')), settle(effect.id));
      else if (effect.do === 'seal') later(seal(up, effect.bytes, nonce()), settle(effect.id));
      else if (effect.do === 'open') later(open(down, effect.bytes), settle(effect.id));
      else if (effect.do === 'close') seen.closes.push(effect.text);
      else if (effect.do === 'wake') runLater(() => runClient(client.wake(effect.atMs)));
    }
  };
  const runAgent = (effects: readonly AgentEffect[]): void => {
    for (const effect of effects) {
      const settle = (id: number) => (result: Settled) => runAgent(agent.settled(id, result, 1));
      if (effect.do === 'send') {
        seen.wire += textFrom(effect.frame);
        runClient(client.receive(effect.frame, 1));
      } else if (effect.do === 'input') seen.input += textFrom(effect.bytes);
      else if (effect.do === 'decrypt-key') later(Promise.resolve(new Uint8Array(0)), settle(effect.id));
      else if (effect.do === 'seal') later(seal(down, effect.bytes, nonce()), settle(effect.id));
      else if (effect.do === 'open') later(open(up, effect.bytes), settle(effect.id));
      else if (effect.do === 'close') seen.closes.push(effect.text);
    }
  };
  // Only the wait behind HandshakeComplete matters here: nothing is lost, so nothing is resent.
  const wakes: (() => void)[] = [];
  const runLater = (wake: () => void): void => void wakes.push(wake);
  const settled = async (): Promise<void> => {
    while (pending.size > 0) await Promise.all(pending);
    for (const wake of wakes.splice(0, 20)) wake();
    if (pending.size > 0) await settled();
  };
  runClient(client.opened('token', 1));
  runAgent(agent.opened('token', 1));
  runAgent(agent.acceptInput(true, 1));
  await settled();
  for (const text of typed) runClient(client.type(ascii(text), 1));
  for (const text of printed) runAgent(agent.output(ascii(text), 'output', 1));
  await settled();
  return { ...seen, encrypted: client.facts().encrypted };
}

test('a session under a KMS key keeps both streams in order whatever order WebCrypto answers in', async () => {
  const typed = Array.from({ length: 60 }, (_, i) => `secret ${'x'.repeat((i * 37) % 900)} ${i}\r`);
  const printed = Array.from({ length: 60 }, (_, i) => `answer ${'y'.repeat((i * 91) % 2000)} ${i}\r\n`);
  const { input, output, wire, closes, encrypted } = await session(typed, printed);
  expect([input, output, closes, encrypted]).toEqual([typed.join(''), printed.join(''), [], true]);
  expect(wire.includes('secret') || wire.includes('answer')).toBe(false);
});
