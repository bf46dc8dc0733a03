import { describe, expect, test } from 'vitest';
import { AgentChannel } from './agent-channel';
import { channelClosedFrame } from './channel-closed';
import { ClientChannel } from './client-channel';
import { decodeFrame } from './frame';
import { readOpenText } from './open-frame';
import { ascii, make, sha256, textFrom } from './testing/tools';
import { Wire, type WireOptions } from './testing/wire';

function shell(options: Partial<WireOptions> = {}): Wire {
  const client = new ClientChannel({ ...make, clientId: make.newMessageId() });
  const agent = new AgentChannel({
    ...make,
    randomBytes: (length) => new Uint8Array(length),
    sessionId: 'ada-0123456789abcdef0',
    instanceId: 'i-0123456789abcdef0',
    sessionType: 'Standard_Stream',
  });
  return new Wire({ client, agent, ...options });
}

const output = (wire: Wire): string => textFrom(Uint8Array.from(wire.clientOutput));
const input = (wire: Wire): string => textFrom(Uint8Array.from(wire.agentInput));
const sent = (wire: Wire) =>
  wire.clientSaw.flatMap((effect) => {
    const decoded = effect.do === 'send' ? decodeFrame(effect.frame, sha256) : null;
    return decoded?.ok ? [decoded.frame] : [];
  });

function prompt(wire: Wire): void {
  wire.openClient();
  wire.openAgent();
  wire.agent((agent) => agent.acceptInput(true, wire.nowMs));
  wire.agent((agent) => agent.output(ascii('sh-5.2$ '), 'output', wire.nowMs));
  wire.run(20);
}

describe('a shell without handshake', () => {
  test('opens with the client’s open frame and nothing else until the node speaks', () => {
    const wire = shell();
    wire.openClient('TOKEN+/==');
    wire.client((client) => client.resize(80, 24, wire.nowMs));
    wire.client((client) => client.type(ascii('early'), wire.nowMs));
    wire.run(1000);
    const texts = wire.clientSaw.flatMap((effect) => (effect.do === 'send-text' ? [effect.text] : []));
    expect(texts).toHaveLength(1);
    expect(readOpenText(texts[0] ?? '')).toMatchObject({ side: 'client', token: 'TOKEN+/==' });
    expect(sent(wire)).toEqual([]);
  });

  test('sends the size first, then what was typed meanwhile', () => {
    const wire = shell();
    wire.openClient();
    wire.client((client) => client.type(ascii('ls\r'), wire.nowMs));
    wire.client((client) => client.resize(132, 50, wire.nowMs));
    prompt(wire);
    expect(output(wire)).toBe('sh-5.2$ ');
    expect(wire.agentSaw.filter((effect) => effect.do === 'size' || effect.do === 'input')).toEqual([
      { do: 'size', size: { cols: 132, rows: 50 } },
      { do: 'input', bytes: ascii('ls\r') },
    ]);
  });

  test('ends with the text the service gives', () => {
    const wire = shell();
    prompt(wire);
    const closed = { sessionId: 's', destinationId: 'i', output: 'Your session timed out.' };
    wire.toClient(channelClosedFrame(make, closed, wire.nowMs));
    expect(wire.clientSaw.at(-1)).toEqual({
      do: 'close',
      reason: 'ended-by-service',
      text: 'Your session timed out.',
    });
    expect(wire.client((client) => client.type(ascii('x'), wire.nowMs))).toEqual([]);
  });

  test('goes on after a drop with a new token, nothing lost and nothing doubled', () => {
    const wire = shell();
    prompt(wire);
    wire.client((client) => client.type(ascii('one '), wire.nowMs));
    wire.dropClient();
    wire.client((client) => client.type(ascii('two '), wire.nowMs));
    wire.agent((agent) => agent.output(ascii('meanwhile '), 'output', wire.nowMs));
    wire.run(3000);
    expect(input(wire)).toBe('');
    wire.openClient('second-token');
    wire.run(3000);
    expect(input(wire)).toBe('one two ');
    expect(output(wire)).toBe('sh-5.2$ meanwhile ');
  });

  test('an exit is drained, told to the service and closed', () => {
    const wire = shell();
    prompt(wire);
    wire.agent((agent) => agent.output(ascii('bye'), 'output', wire.nowMs));
    wire.agent((agent) => agent.exited(null, wire.nowMs));
    wire.run(100);
    expect(output(wire)).toBe('sh-5.2$ bye');
    expect(wire.agentSaw.at(-1)).toEqual({ do: 'close', reason: 'process-exited', text: '' });
  });
});
