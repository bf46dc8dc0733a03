import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acknowledgeFrame, readAcknowledgement } from './acknowledge';
import { agentSessionStateFrame, readAgentSessionState } from './agent-session-state';
import { channelClosedFrame, readChannelClosed } from './channel-closed';
import {
  agentTaskAcknowledgeFrame,
  agentTaskCompleteFrame,
  interactiveShellFrame,
  readAgentTaskComplete,
  readInteractiveShell,
} from './control-messages';
import { decodeFrame, decodeFrameOf } from './frame';
import {
  readHandshakeComplete,
  readHandshakeRequest,
  readHandshakeResponse,
  writeHandshakeComplete,
  writeHandshakeRequest,
  writeHandshakeResponse,
} from './handshake';
import { controlMessageTypes } from './message-type';
import { agentOpenText, clientOpenText, readOpenText } from './open-frame';
import {
  readChallenge,
  readExitCode,
  readFlag,
  readSize,
  writeChallenge,
  writeExitCode,
  writeFlag,
  writeSize,
} from './stream-payloads';
import { ascii, fromHex, make, sha256, textFrom, toHex } from './testing/tools';
import vectors from './testing/vectors.json' with { type: 'json' };

function payloadOf(name: string): Uint8Array {
  const vector = vectors.frames.find((frame) => frame.name === name);
  if (vector === undefined) throw new Error(`No vector ${name}`);
  return fromHex(vector.fields.payloadHex);
}

/** Reads a payload of AWS's and writes it again: the bytes must be AWS's. */
function again<T>(
  name: string,
  read: (payload: Uint8Array) => T | null,
  write: (value: T) => Uint8Array,
): void {
  const value = read(payloadOf(name));
  if (value === null) throw new Error(`${name} was not understood`);
  expect(textFrom(write(value))).toBe(textFrom(payloadOf(name)));
}

describe('payloads of AWS’s own ends are read and written byte for byte', () => {
  test('handshake requests', () => {
    again('handshake-request-port', readHandshakeRequest, writeHandshakeRequest);
    again('handshake-request-shell-kms', readHandshakeRequest, writeHandshakeRequest);
  });
  test('handshake responses', () => {
    again('handshake-response-session-type', readHandshakeResponse, writeHandshakeResponse);
    again('handshake-response-kms', readHandshakeResponse, writeHandshakeResponse);
  });
  test('handshake complete', () =>
    again('handshake-complete', readHandshakeComplete, writeHandshakeComplete));
  test('size', () => again('input-size', readSize, writeSize));
  test('exit code', () => again('exit-code', readExitCode, writeExitCode));
  test('flags', () => {
    again('flag-disconnect-to-port', readFlag, writeFlag);
    again('flag-terminate-session', readFlag, writeFlag);
    again('flag-connect-to-port-error', readFlag, writeFlag);
  });
  test('encryption challenges', () => {
    again('enc-challenge-request', readChallenge, writeChallenge);
    again('enc-challenge-response', readChallenge, writeChallenge);
  });
  test('acknowledgements', () => {
    const acknowledged = vectors.frames.find(({ name }) => name === 'output-utf8');
    const decoded = decodeFrame(fromHex(acknowledged?.frameHex ?? ''), sha256);
    if (!decoded.ok) throw new Error(decoded.fault);
    const written = decodeFrame(acknowledgeFrame(make, decoded.frame, 1), sha256);
    const expected = textFrom(payloadOf('client-ack-of-output'));
    expect(written.ok && textFrom(written.frame.payload)).toBe(expected);
    expect(written.ok && written.frame.flags).toBe(3n);
    expect(readAcknowledgement(payloadOf('agent-ack-of-input'))?.sequenceNumber).toBe(4);
  });
  test('agent session states', () => {
    for (const state of ['connected', 'terminating']) {
      const payload = payloadOf(`agent-session-state-${state}`);
      const said = readAgentSessionState(payload);
      const written = said && decodeFrame(agentSessionStateFrame(make, said, 1), sha256);
      expect(written?.ok && textFrom(written.frame.payload)).toBe(textFrom(payload));
    }
  });
  test('channel_closed, with and without words for the person', () => {
    expect(readChannelClosed(payloadOf('channel-closed'))).toEqual({
      sessionId: 'user-0123456789abcdef0',
      destinationId: 'i-0123456789abcdef0',
      output: 'Your session timed out due to inactivity.',
    });
    expect(readChannelClosed(payloadOf('channel-closed-for-agent'))?.output).toBe('');
  });
});

test('channel_closed is written as AWS’s agent demands: a date in a string, a version in a number', () => {
  const closed = { sessionId: 's', destinationId: 'i', output: 'over' };
  const decoded = decodeFrame(channelClosedFrame(make, closed, 1_700_000_000_000.7), sha256);
  if (!decoded.ok) throw new Error(decoded.fault);
  expect(JSON.parse(textFrom(decoded.frame.payload))).toMatchObject({
    CreatedDate: '1700000000000',
    SchemaVersion: 1,
    MessageType: 'channel_closed',
  });
  expect(readChannelClosed(decoded.frame.payload)).toEqual(closed);
});

describe('open frames', () => {
  const text = (name: string): string => vectors.textFrames.find((frame) => frame.name === name)?.json ?? '';

  test('are read and written as AWS’s ends write them', () => {
    const client = readOpenText(text('client-open'));
    const agent = readOpenText(text('agent-open'));
    if (client?.side !== 'client' || agent?.side !== 'agent') throw new Error('sides were mixed up');
    expect(clientOpenText(client)).toBe(text('client-open'));
    expect(agentOpenText(agent)).toBe(text('agent-open'));
  });
  test('of older clients have no version', () => {
    const { ClientVersion: _, ...older } = JSON.parse(text('client-open'));
    expect(readOpenText(JSON.stringify(older))).toMatchObject({ side: 'client', clientVersion: null });
  });
  test('of clients that name themselves nowhere are read too, as AWS’s service reads them', () => {
    const nameless = '{"MessageSchemaVersion":"1.0","RequestId":"r","TokenValue":"t"}';
    expect(readOpenText(nameless)).toMatchObject({ side: 'client', clientId: '', clientVersion: null });
  });
  test('without token are none, nor is the body of CreateDataChannel', () => {
    expect(readOpenText(text('agent-create-data-channel-body'))).toBeNull();
    expect(
      readOpenText('{"MessageSchemaVersion":"1.0","RequestId":"r","ClientId":"c","TokenValue":""}'),
    ).toBeNull();
    expect(readOpenText('[]')).toBeNull();
    expect(readOpenText('not JSON')).toBeNull();
  });
});

describe('control-channel messages', () => {
  const payload = (bytes: Uint8Array): Uint8Array => {
    const decoded = decodeFrameOf(controlMessageTypes, bytes, sha256);
    if (!decoded.ok) throw new Error(decoded.fault);
    return decoded.frame.payload;
  };
  test('interactive_shell carries its content as a JSON text', () => {
    const shell = {
      sessionId: 'ada-1',
      documentName: 'SSM-SessionManagerRunShell',
      documentContent: { schemaVersion: '1.0', sessionType: 'Standard_Stream' },
      parameters: {},
      runAsUser: '',
      sessionOwner: 'arn:aws:sts::111122223333:assumed-role/a/ada',
    };
    const bytes = payload(interactiveShellFrame(make, shell, 1));
    expect(JSON.parse(textFrom(bytes))).toMatchObject({ SchemaVersion: 1, Topic: 'aws.ssm.startSession' });
    expect(readInteractiveShell(bytes)).toEqual(shell);
  });
  test('agent_task_complete and its acknowledgement name the same task', () => {
    const done = {
      sessionId: 'ada-1',
      instanceId: 'i-1',
      status: 'Failed',
      output: 'no such user',
      retryNumber: 1,
    };
    expect(readAgentTaskComplete(payload(agentTaskCompleteFrame(make, done, 1)))).toEqual({
      taskId: 'ada-1',
      topic: 'agent_task_complete',
      finalTaskStatus: 'Failed',
      output: 'no such user',
    });
    const body = { messageId: make.newMessageId(), taskId: 'ada-1', topic: 'agent_task_complete' };
    expect(JSON.parse(textFrom(payload(agentTaskAcknowledgeFrame(make, body, 1))))).toEqual({
      SchemaVersion: 1,
      MessageId: body.messageId,
      TaskId: 'ada-1',
      Topic: 'agent_task_complete',
    });
  });
});

describe('wrong shapes', () => {
  const readers = {
    readAcknowledgement,
    readAgentSessionState,
    readAgentTaskComplete,
    readChallenge,
    readChannelClosed,
    readExitCode,
    readHandshakeComplete,
    readHandshakeRequest,
    readHandshakeResponse,
    readInteractiveShell,
    readSize,
  };
  test.each(Object.entries(readers))(
    '%s answers null to any JSON that is not its own, and never throws',
    (_, read) => {
      fc.assert(
        fc.property(fc.json(), (json) => read(ascii(json)) === null),
        { numRuns: 300 },
      );
    },
  );
  test.each(Object.entries(readers))('%s takes any bytes without throwing', (_, read) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        read(bytes);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['a size of strings', readSize, '{"cols":"80","rows":"24"}'],
    ['a size of nothing', readSize, '{"cols":0,"rows":0}'],
    ['a size over 16 bits', readSize, '{"cols":65536,"rows":24}'],
    ['a date that is a number', readChannelClosed, '{"SessionId":"s","DestinationId":"i","CreatedDate":1}'],
    ['a sequence past 2^53', readAcknowledgement, sequence('9007199254740993')],
    ['a negative sequence', readAcknowledgement, sequence('-1')],
    ['a sequence in a string', readAcknowledgement, sequence('"1"')],
    ['an unknown agent state', readAgentSessionState, '{"SessionState":"Asleep","SessionId":"s"}'],
    [
      'an action without type',
      readHandshakeRequest,
      '{"AgentVersion":"3.3.0.0","RequestedClientActions":[{}]}',
    ],
    [
      'a status in a string',
      readHandshakeResponse,
      response('{"ActionType":"SessionType","ActionStatus":"1"}'),
    ],
    ['an exit code of words', readExitCode, 'EXIT_CODE: none'],
  ] as const)('%s is refused', (_, read, json) => {
    expect(read(ascii(json))).toBeNull();
  });
});

function sequence(number: string): string {
  return `{"AcknowledgedMessageType":"output_stream_data","AcknowledgedMessageId":"m","AcknowledgedMessageSequenceNumber":${number}}`;
}
function response(action: string): string {
  return `{"ClientVersion":"1.2.700.0","ProcessedClientActions":[${action}],"Errors":null}`;
}

test('a flag is a big-endian u32', () => {
  expect(toHex(writeFlag(0x01020304))).toBe('01020304');
  expect(readFlag(fromHex('0000000300'))).toBeNull();
});
test('a size that no terminal has is a mistake of the caller', () => {
  expect(() => writeSize({ cols: 80.5, rows: 24 })).toThrow(RangeError);
});
