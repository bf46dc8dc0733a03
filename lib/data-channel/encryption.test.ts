import { describe, expect, test } from 'vitest';
import { AgentChannel } from './agent-channel';
import { channelClosedFrame } from './channel-closed';
import { decodeFrame } from './frame';
import { ClientChannel, type ClientChannelOptions } from './index';
import { payloadType } from './payload-type';
import { seal } from './testing/cipher';
import { SharedKms } from './testing/shared-kms';
import { ascii, make, sha256, textFrom } from './testing/tools';
import { type Cipher, Wire } from './testing/wire';
import { base64 } from './text';

interface Case {
  readonly client?: Partial<ClientChannelOptions>;
  readonly clientCipher?: Partial<Cipher>;
  readonly agentCipher?: Partial<Cipher>;
  /** Bytes that the agent sends instead of what it printed, sealed or not. */
  readonly forgedOutput?: Uint8Array;
}

function encryptedShell({ client, clientCipher, agentCipher, forgedOutput }: Case = {}) {
  const shared = new SharedKms();
  const honest = shared.agent();
  const forging: Partial<Cipher> = {
    // The challenge is 64 bytes and honest, so that the handshake succeeds.
    seal: (bytes) =>
      forgedOutput === undefined || bytes.length === 64
        ? honest.seal(bytes)
        : { ok: true, bytes: forgedOutput },
  };
  const wire = new Wire({
    client: new ClientChannel({ ...make, clientId: make.newMessageId(), encryption: true, ...client }),
    agent: new AgentChannel({
      ...make,
      randomBytes: (length) => Uint8Array.from({ length }, (_, index) => 255 - index),
      sessionId: 'ada-0123456789abcdef0',
      instanceId: 'i-0123456789abcdef0',
      sessionType: 'Standard_Stream',
      kmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/abcd',
    }),
    clientCipher: { ...shared.client(), ...clientCipher },
    agentCipher: { ...honest, ...forging, ...agentCipher },
  });
  wire.openClient();
  wire.openAgent();
  wire.agent((agent) => agent.acceptInput(true, wire.nowMs));
  wire.client((channel) => channel.type(ascii('whoami\r'), wire.nowMs));
  wire.run(200);
  wire.agent((agent) => agent.output(ascii('ada\r\n'), 'output', wire.nowMs));
  wire.run(200);
  return { wire, shared };
}

const closes = (wire: Wire) => [
  ...wire.clientSaw.filter((effect) => effect.do === 'close'),
  ...wire.agentSaw.filter((effect) => effect.do === 'close'),
];

describe('a session under a KMS key', () => {
  test('agrees on the key, proves it by the challenge, and carries both streams sealed', () => {
    const { wire, shared } = encryptedShell();
    expect(textFrom(Uint8Array.from(wire.agentInput))).toBe('whoami\r');
    expect(textFrom(Uint8Array.from(wire.clientOutput))).toBe('ada\r\n');
    expect(wire.clientSaw).toContainEqual({ do: 'notice', text: 'This session is encrypted using AWS KMS.' });
    expect(wire.clientFacts()).toMatchObject({
      encrypted: true,
      phase: 'ready',
      sessionType: 'Standard_Stream',
    });
    // The challenge is part of the encryption context: the agent's first 16 random bytes.
    expect(shared.contexts).toEqual([base64(Uint8Array.from({ length: 16 }, (_, i) => 255 - i))]);
    const frames = [...wire.clientSaw, ...wire.agentSaw].flatMap((e) =>
      e.do === 'send' ? [textFrom(e.frame)] : [],
    );
    expect(frames.filter((frame) => frame.includes('whoami') || frame.includes('ada\r\n'))).toEqual([]);
  });

  test('does without the random challenge when this client does not take part in it', () => {
    const { wire, shared } = encryptedShell({ client: { acknowledgeChallenge: false } });
    expect(shared.contexts).toEqual([null]);
    expect(textFrom(Uint8Array.from(wire.clientOutput))).toBe('ada\r\n');
  });

  test('ends with a clear reason where the host has no encryption, and the agent is told', () => {
    const { wire } = encryptedShell({ client: { encryption: false } });
    expect(closes(wire)).toEqual([
      {
        do: 'close',
        reason: 'encryption-unsupported',
        text: 'This session demands encryption with a KMS key, which is not supported here.',
      },
      { do: 'close', reason: 'handshake-refused', text: 'KMS encryption is not supported by this client' },
    ]);
    expect(wire.agentInput).toEqual([]);
  });

  test('ends with the host’s words when the data key is refused', () => {
    const refuse = {
      key: () => ({ ok: false as const, text: 'AccessDeniedException: kms:GenerateDataKey' }),
    };
    const { wire } = encryptedShell({ clientCipher: refuse });
    expect(closes(wire)).toEqual([
      { do: 'close', reason: 'encryption-refused', text: 'AccessDeniedException: kms:GenerateDataKey' },
      { do: 'close', reason: 'handshake-refused', text: 'AccessDeniedException: kms:GenerateDataKey' },
    ]);
  });

  test('ends when the agent may not decrypt the data key', () => {
    const refuse = { key: () => ({ ok: false as const, text: 'AccessDeniedException: kms:Decrypt' }) };
    const { wire } = encryptedShell({ agentCipher: refuse });
    expect(closes(wire)).toMatchObject([{ reason: 'encryption-refused' }]);
  });

  test('ends when the node proves itself with another key than this client obtained', () => {
    const other = {
      seal: (bytes: Uint8Array) => ({ ok: true as const, bytes: seal(new Uint8Array(32), bytes) }),
    };
    const { wire } = encryptedShell({ agentCipher: other });
    expect(closes(wire)).toMatchObject([{ reason: 'encryption-broken' }]);
    expect([wire.clientOutput, wire.agentInput]).toEqual([[], []]);
  });

  test('ends when the client answers the challenge with other bytes', () => {
    const other = seal(new Uint8Array(32), new Uint8Array(64));
    const { wire } = encryptedShell({ clientCipher: { seal: () => ({ ok: true, bytes: other }) } });
    expect(closes(wire)).toMatchObject([{ reason: 'challenge-failed' }]);
  });

  test.each([
    ['sealed with another key', seal(new Uint8Array(32), ascii('forged'))],
    ['too short to be sealed', ascii('forged')],
  ])('ends when output is %s', (_, forgedOutput) => {
    const { wire } = encryptedShell({ forgedOutput });
    expect(wire.clientSaw).toContainEqual({ do: 'phase', phase: 'ready', connected: true });
    expect(closes(wire)).toMatchObject([{ do: 'close', reason: 'encryption-broken' }]);
    expect(wire.clientOutput).toEqual([]);
  });

  test('what needs no seal keeps its place among what does, at both ends', () => {
    const { wire } = encryptedShell();
    const before = { client: wire.clientSaw.length, agent: wire.agentSaw.length };
    wire.client((channel) => channel.type(ascii('a'), wire.nowMs));
    wire.client((channel) => channel.resize(90, 30, wire.nowMs));
    wire.client((channel) => channel.type(ascii('b'), wire.nowMs));
    wire.run(100);
    const sent = wire.clientSaw.slice(before.client).flatMap((effect) => {
      const decoded = effect.do === 'send' ? decodeFrame(effect.frame, sha256) : null;
      return decoded?.ok && decoded.frame.messageType === 'input_stream_data'
        ? [decoded.frame.payloadType]
        : [];
    });
    expect(sent).toEqual([payloadType.output, payloadType.size, payloadType.output]);
    const came = wire.agentSaw
      .slice(before.agent)
      .filter(({ do: what }) => what === 'input' || what === 'size');
    expect(came).toMatchObject([
      { do: 'input', bytes: ascii('a') },
      { do: 'size', size: { cols: 90, rows: 30 } },
      { do: 'input', bytes: ascii('b') },
    ]);
  });

  test('output that is still being opened when the service ends the session is shown before the end', () => {
    const { wire } = encryptedShell();
    wire.agent((agent) => agent.output(ascii('bye'), 'output', wire.nowMs));
    const closed = {
      sessionId: 'ada-0123456789abcdef0',
      destinationId: 'i-0123456789abcdef0',
      output: 'Over.',
    };
    // Sealing takes 1 ms and the way 5: the output is at the client and not opened yet.
    wire.run(6);
    wire.toClient(channelClosedFrame(make, closed, wire.nowMs));
    expect(closes(wire)).toEqual([]);
    wire.run(10);
    expect(textFrom(Uint8Array.from(wire.clientOutput))).toBe('ada\r\nbye');
    expect(closes(wire)).toEqual([{ do: 'close', reason: 'ended-by-service', text: 'Over.' }]);
  });
});
