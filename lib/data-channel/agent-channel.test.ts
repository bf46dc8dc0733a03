import { describe, expect, test } from 'vitest';
import { acknowledgeFrame } from './acknowledge';
import { AgentChannel } from './agent-channel';
import type { AgentChannelOptions } from './agent-facts';
import { handshakeAnswerMsMax } from './agent-handshake';
import { outputHeldBytesMax, outputUnackedBytesMax } from './agent-output';
import { readAgentSessionState } from './agent-session-state';
import { channelClosedFrame } from './channel-closed';
import { drainAfterStallMs, drainAwayMsMax, drainLateMsMax, drainMsMax } from './drain-deadline';
import type { AgentEffect } from './effect';
import { decodeFrame, encodeFrame, type Frame } from './frame';
import {
  readHandshakeComplete,
  readHandshakeRequest,
  type SessionType,
  writeHandshakeResponse,
} from './handshake';
import { readOpenText } from './open-frame';
import { payloadType } from './payload-type';
import { pausePublicationFrame, startPublicationFrame } from './publication';
import { ascii, make, sha256, textFrom } from './testing/tools';

function agentOf(options: Partial<AgentChannelOptions> = {}): AgentChannel {
  return new AgentChannel({
    ...make,
    randomBytes: (length) => new Uint8Array(length),
    sessionId: 'ada-1',
    instanceId: 'i-1',
    sessionType: 'Standard_Stream',
    ...options,
  });
}

/** An agent whose shell is up, with the effects of getting there. */
function shell(options: Partial<AgentChannelOptions> = {}): { agent: AgentChannel; start: AgentEffect[] } {
  const agent = agentOf(options);
  return { agent, start: [...agent.opened('token', 1), ...agent.acceptInput(true, 1)] };
}

function input(
  sequence: number,
  payload: Uint8Array | string,
  type: number = payloadType.output,
): Uint8Array {
  return encodeFrame(
    {
      messageType: 'input_stream_data',
      schemaVersion: 1,
      createdDateMs: 1n,
      sequenceNumber: BigInt(sequence),
      flags: 0n,
      messageId: make.newMessageId(),
      payloadType: type,
      payload: typeof payload === 'string' ? ascii(payload) : payload,
    },
    sha256,
  );
}

const frames = (effects: readonly AgentEffect[]): Frame[] =>
  effects.flatMap((effect) => {
    const decoded = effect.do === 'send' ? decodeFrame(effect.frame, sha256) : null;
    return decoded?.ok ? [decoded.frame] : [];
  });
const stream = (effects: readonly AgentEffect[]): Frame[] =>
  frames(effects).filter(({ messageType }) => messageType === 'output_stream_data');
const states = (effects: readonly AgentEffect[]): unknown[] =>
  frames(effects)
    .filter(({ messageType }) => messageType === 'agent_session_state')
    .map(({ payload }) => readAgentSessionState(payload)?.state);
const acknowledged = (effects: readonly AgentEffect[]): number =>
  frames(effects).filter(({ messageType }) => messageType === 'acknowledge').length;
const reading = (effects: readonly AgentEffect[]): boolean[] =>
  effects.flatMap((effect) => (effect.do === 'source' ? [effect.reading] : []));
function acknowledgeAll(agent: AgentChannel, effects: readonly AgentEffect[], nowMs: number): AgentEffect[] {
  return stream(effects).flatMap((frame) => agent.receive(acknowledgeFrame(make, frame, nowMs), nowMs));
}

describe('starting', () => {
  test('says who it is, then Connected, on the first connection alone', () => {
    const { agent, start } = shell();
    const text = start.flatMap((effect) => (effect.do === 'send-text' ? [effect.text] : []))[0] ?? '';
    expect(readOpenText(text)).toMatchObject({ side: 'agent', token: 'token', instanceId: 'i-1' });
    expect(states(start)).toEqual(['Connected']);
    agent.dropped(2);
    expect(states(agent.opened('again', 3))).toEqual([]);
  });

  test.each<[SessionType, string | null, boolean]>([
    ['Standard_Stream', null, false],
    ['InteractiveCommands', null, false],
    ['Standard_Stream', 'alias/key', true],
    ['InteractiveCommands', 'alias/key', true],
    ['NonInteractiveCommands', null, true],
    ['Port', null, true],
    ['Port', 'alias/key', true],
  ])('%s with key %s: handshake %s', (sessionType, kmsKeyId, isNeeded) => {
    const { start } = shell({ sessionType, kmsKeyId, properties: { portNumber: '22' } });
    const request = stream(start)[0];
    expect(request !== undefined).toBe(isNeeded);
    if (request === undefined) return;
    expect([request.payloadType, request.flags]).toEqual([payloadType.handshakeRequest, 1n]);
    const actions = readHandshakeRequest(request.payload)?.actions ?? [];
    // Only ports tell the client their properties, and ports never encrypt.
    const properties = sessionType === 'Port' ? { portNumber: '22' } : null;
    expect(actions[0]).toEqual({ action: 'SessionType', sessionType, properties });
    expect(actions).toHaveLength(kmsKeyId !== null && sessionType !== 'Port' ? 2 : 1);
  });

  test('a handshake that is agreed to ends with its completion, and only then output goes out', () => {
    const { agent, start } = shell({ sessionType: 'NonInteractiveCommands' });
    acknowledgeAll(agent, start, 2);
    expect(stream(agent.output(ascii('early'), 'output', 3))).toEqual([]);
    const effects = agent.receive(input(0, agreement(1), payloadType.handshakeResponse), 4);
    expect(stream(effects).map(({ payloadType: type }) => type)).toEqual([payloadType.handshakeComplete, 1]);
    expect(readHandshakeComplete(stream(effects)[0]?.payload ?? ascii(''))).toEqual({
      timeToCompleteNs: 3_000_000,
      customerMessage: '',
    });
    expect(agent.facts()).toMatchObject({ phase: 'running', clientVersion: '1.2.700.0' });
  });

  test.each([0, 2, 3])('an action answered with status %i ends the session', (status) => {
    const { agent } = shell({ sessionType: 'Port' });
    const effects = agent.receive(input(0, agreement(status), payloadType.handshakeResponse), 2);
    expect(effects.at(-1)).toMatchObject({ do: 'close', reason: 'handshake-refused' });
  });

  test('no answer for 15 s ends the session', () => {
    const { agent } = shell({ sessionType: 'Port' });
    expect(agent.wake(handshakeAnswerMsMax).some((effect) => effect.do === 'close')).toBe(false);
    expect(agent.wake(handshakeAnswerMsMax + 1).at(-1)).toMatchObject({
      do: 'close',
      reason: 'handshake-timeout',
    });
  });
});

function agreement(status: number): Uint8Array {
  const action = { actionType: 'SessionType', status, dataKey: null, error: '' };
  return writeHandshakeResponse({ clientVersion: '1.2.700.0', actions: [action] });
}

describe('input', () => {
  test('is refused, not acknowledged, until the process takes it; the resent frame is then taken', () => {
    const agent = agentOf();
    agent.opened('token', 1);
    const frame = input(0, 'ls\r');
    expect(agent.receive(frame, 2)).not.toContainEqual(expect.objectContaining({ do: 'send' }));
    agent.acceptInput(true, 3);
    const effects = agent.receive(frame, 4);
    expect(acknowledged(effects)).toBe(1);
    expect(effects).toContainEqual({ do: 'input', bytes: ascii('ls\r') });
  });

  test('is never acknowledged and discarded while a handshake runs', () => {
    const { agent } = shell({ sessionType: 'NonInteractiveCommands' });
    expect(acknowledged(agent.receive(input(1, 'x'), 2))).toBe(0);
    agent.receive(input(0, agreement(1), payloadType.handshakeResponse), 3);
    const effects = agent.receive(input(1, 'x'), 4);
    expect(effects).toContainEqual({ do: 'input', bytes: ascii('x') });
  });

  test('that came before is acknowledged again and not repeated', () => {
    const { agent } = shell();
    agent.receive(input(0, 'x'), 2);
    agent.acceptInput(false, 3);
    const effects = agent.receive(input(0, 'x'), 4);
    expect(acknowledged(effects)).toBe(1);
    expect(effects.some((effect) => effect.do === 'input')).toBe(false);
  });

  test('sizes and flags are told apart, and in order with what was typed', () => {
    const { agent } = shell();
    agent.receive(input(2, Uint8Array.of(0, 0, 0, 2), payloadType.flag), 2);
    agent.receive(input(1, 'x'), 2);
    const effects = agent.receive(input(0, '{"cols":132,"rows":50}', payloadType.size), 2);
    expect(effects.filter((effect) => effect.do !== 'send' && effect.do !== 'wake')).toEqual([
      { do: 'size', size: { cols: 132, rows: 50 } },
      { do: 'input', bytes: ascii('x') },
      { do: 'flag', flag: 2 },
    ]);
  });
});

describe('output', () => {
  test('is cut at 1024 bytes and between characters', () => {
    const { agent } = shell();
    const text = `${'a'.repeat(1023)}é${'日'.repeat(400)}`;
    const payloads = stream(agent.output(ascii(text), 'output', 2)).map(({ payload }) => payload);
    const strict = new TextDecoder('utf-8', { fatal: true });
    expect(payloads.map((payload) => strict.decode(payload)).join('')).toBe(text);
    expect(payloads.every((payload) => payload.length <= 1024)).toBe(true);
  });

  test('that is no text is cut anywhere and whole', () => {
    const { agent } = shell();
    const payloads = stream(agent.output(new Uint8Array(3000).fill(0x80), 'error', 2));
    expect(payloads.map(({ payload }) => payload.length)).toEqual([1024, 1024, 952]);
    expect(payloads.every(({ payloadType: type }) => type === payloadType.stdErr)).toBe(true);
  });

  test('a source is read once the process is up, and stopped while 4 MiB are unacknowledged', () => {
    const { agent, start } = shell();
    expect(reading(start)).toEqual([true]);
    const effects = agent.output(new Uint8Array(outputUnackedBytesMax), 'output', 2);
    expect(reading(effects)).toEqual([false]);
    expect(reading(acknowledgeAll(agent, effects, 3))).toEqual([true]);
  });

  test('a source is read also while the process takes no input: it may be waiting for just that', () => {
    const { agent } = shell();
    expect(reading(agent.acceptInput(false, 2))).toEqual([]);
    expect(agentOf().acceptInput(false, 1)).toEqual([]);
  });

  test('a source that goes on regardless ends the session instead of eating memory', () => {
    const { agent } = shell();
    const effects = agent.output(new Uint8Array(outputHeldBytesMax + 1), 'output', 2);
    expect(effects.at(-1)).toMatchObject({ do: 'close', reason: 'overrun' });
  });
});

describe('publication', () => {
  test('a pause stops source and stream; acknowledgements of input still go out', () => {
    const { agent } = shell();
    expect(reading(agent.receive(pausePublicationFrame(make, 2), 2))).toEqual([false]);
    expect(stream(agent.output(ascii('the one chunk it held'), 'output', 3))).toEqual([]);
    expect(stream(agent.wake(5000))).toEqual([]);
    expect(agent.facts().paused).toBe(true);
  });

  test('what was kept goes out first, in order, when it ends', () => {
    const { agent } = shell();
    agent.receive(pausePublicationFrame(make, 2), 2);
    agent.output(ascii('one '), 'output', 3);
    agent.output(ascii('two '), 'output', 3);
    const effects = agent.receive(startPublicationFrame(make, 4), 4);
    expect(stream(effects).map(({ payload }) => textFrom(payload))).toEqual(['one ', 'two ']);
    expect(reading(effects)).toEqual([true]);
  });

  test.each([
    ['input', () => input(0, 'x')],
    ['an acknowledgement, even of nothing', () => acknowledgementOf(4711)],
    ['start_publication', () => startPublicationFrame(make, 3)],
  ])('%s ends a pause', (_, frame) => {
    const { agent } = shell();
    agent.receive(pausePublicationFrame(make, 2), 2);
    agent.receive(frame(), 3);
    expect(agent.facts().paused).toBe(false);
  });

  test('a reconnect ends a pause', () => {
    const { agent } = shell();
    agent.receive(pausePublicationFrame(make, 2), 2);
    agent.dropped(3);
    expect(reading(agent.opened('again', 4))).toEqual([true]);
  });
});

function acknowledgementOf(sequence: number): Uint8Array {
  const decoded = decodeFrame(input(sequence, 'x'), sha256);
  if (!decoded.ok) throw new Error(decoded.fault);
  return acknowledgeFrame(make, decoded.frame, 1);
}

describe('ending', () => {
  test('an exit waits for the last acknowledgement, says Terminating, and closes', () => {
    const { agent } = shell();
    const last = agent.output(ascii('bye'), 'output', 2);
    expect(states(agent.exited(null, 3))).toEqual([]);
    const effects = acknowledgeAll(agent, last, 4);
    expect(states(effects)).toEqual(['Terminating']);
    expect(effects.at(-1)).toEqual({ do: 'close', reason: 'process-exited', text: '' });
  });

  test('an exit code is the last thing that is sent', () => {
    const { agent, start } = shell({ sessionType: 'NonInteractiveCommands' });
    acknowledgeAll(agent, start, 2);
    agent.receive(input(0, agreement(1), payloadType.handshakeResponse), 2);
    agent.output(ascii('bye'), 'output', 3);
    const effects = stream(agent.exited(3, 4));
    expect(effects.map(({ payload }) => textFrom(payload))).toEqual(['EXIT_CODE: 3']);
  });

  test('output that nobody acknowledges is given up after ten seconds, then Terminating all the same', () => {
    const { agent } = shell();
    agent.output(ascii('bye'), 'output', 2);
    expect(agent.exited(null, 10)).toContainEqual(
      expect.objectContaining({ do: 'phase', phase: 'draining' }),
    );
    expect(agent.wake(10 + drainMsMax - 1).some((effect) => effect.do === 'close')).toBe(false);
    const effects = agent.wake(10 + drainMsMax);
    expect(states(effects)).toEqual(['Terminating']);
  });

  test('an agent that itself stood still resends what was lost instead of giving it up', () => {
    const { agent } = shell();
    agent.output(ascii('the last words'), 'output', 2);
    agent.exited(null, 10);
    const afterStallMs = 10 + drainMsMax + drainLateMsMax + 1;
    const again = agent.wake(afterStallMs);
    expect(stream(again).map(({ payload }) => textFrom(payload))).toEqual(['the last words']);
    expect(states(again)).toEqual([]);
    expect(again).toContainEqual({ do: 'wake', atMs: expect.any(Number) });
    // Unacknowledged still, it is given up in the end.
    expect(states(agent.wake(afterStallMs + drainAfterStallMs))).toEqual(['Terminating']);
  });

  test('a person who is away may come back for the last output', () => {
    const { agent } = shell();
    agent.receive(pausePublicationFrame(make, 2), 2);
    agent.output(ascii('bye'), 'output', 3);
    agent.exited(null, 10);
    expect(agent.wake(60_000).some((effect) => effect.do === 'close')).toBe(false);
    const back = agent.receive(startPublicationFrame(make, 60_001), 60_001);
    expect(stream(back).map(({ payload }) => textFrom(payload))).toEqual(['bye']);
    expect(acknowledgeAll(agent, back, 60_010).at(-1)).toMatchObject({
      do: 'close',
      reason: 'process-exited',
    });
    expect(drainAwayMsMax).toBeGreaterThan(60_000);
  });

  test.each<[SessionType, unknown[]]>([
    ['Standard_Stream', []],
    ['NonInteractiveCommands', ['Terminating']],
    ['Port', []],
  ])('%s cancelled by the service says %j', (sessionType, said) => {
    const { agent } = shell({ sessionType });
    const closed = { sessionId: 'ada-1', destinationId: 'i-1', output: 'Terminated by ada.' };
    const effects = agent.receive(channelClosedFrame(make, closed, 2), 2);
    expect(states(effects)).toEqual(said);
    expect(effects.at(-1)).toEqual({ do: 'close', reason: 'ended-by-service', text: 'Terminated by ada.' });
  });

  test('a port session never says Terminating', () => {
    const { agent, start } = shell({ sessionType: 'Port' });
    const effects = [
      ...acknowledgeAll(agent, start, 2),
      ...agent.receive(input(0, agreement(1), payloadType.handshakeResponse), 2),
    ];
    const end = [...agent.exited(null, 3), ...acknowledgeAll(agent, effects, 4)];
    expect(states(end)).toEqual([]);
    expect(end.at(-1)).toMatchObject({ do: 'close', reason: 'process-exited' });
  });
});
