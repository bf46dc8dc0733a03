import type { ClientState, GivenUp, HandshakeState } from './client-state';
import { decodeFrame, type Sha256 } from './frame';
import type { Ordered } from './in-order';
import { inputQueueBytesMax } from './input-queue';
import { isObject, type JsonObject } from './json-shape';
import { isTerminalSize, type TerminalSize } from './stream-payloads';
import { reorderFramesMax, type StreamMessage } from './stream-receiver';
import { base64, fromBase64 } from './text';

/** Version of {@link ClientSnapshot}: another one is not read. */
export const snapshotVersion = 1;

/**
 * A client at one moment, as plain JSON: bytes are base64. Keys are not in it; typed and printed text is, in the
 * clear, so keep it where the shell itself may be read and wipe it when the shell is over.
 */
export interface ClientSnapshot {
  readonly version: typeof snapshotVersion;
  readonly clientId: string;
  readonly questions: number;
  readonly phase: ClientState['phase'];
  readonly ending: string | null;
  readonly handshake: {
    readonly request: string | null;
    readonly responded: boolean;
    readonly encrypted: boolean;
    readonly challenged: boolean;
    readonly done: boolean;
    /** `data-key`, or a sealed challenge. */
    readonly asked: string | null;
  };
  /** Next sequence number, and the frames that are unacknowledged. */
  readonly sender: { readonly next: number; readonly unacked: readonly string[] };
  readonly sealing: readonly WaitingTuple[];
  readonly queue: readonly MessageTuple[];
  readonly wantedSize: TerminalSize | null;
  readonly sentSize: TerminalSize | null;
  readonly expected: number;
  /** Sequence number, payload type, payload. */
  readonly waiting: readonly (readonly [number, number, string])[];
  readonly opening: readonly WaitingTuple[];
  readonly undrained: readonly (readonly ['output' | 'error', string])[];
  /** Bytes that did not fit into the limits that this snapshot was taken with. */
  readonly givenUp: GivenUp;
}

/** Payload type, payload. */
type MessageTuple = readonly [number, string];
/** Payload type, payload, whether the host's answer was awaited. */
type WaitingTuple = readonly [number, string, boolean];

/** The state as plain JSON. */
export function writeSnapshot(state: ClientState): ClientSnapshot {
  const { handshake, sender, input, output } = state;
  const asked = handshake.asked;
  return {
    version: snapshotVersion,
    clientId: state.clientId,
    questions: state.questions,
    phase: state.phase,
    ending: state.ending,
    handshake: {
      ...handshake,
      request: handshake.request && base64(handshake.request),
      asked: asked instanceof Uint8Array ? base64(asked) : asked,
    },
    sender: { next: sender.next, unacked: sender.unacked.map(({ bytes }) => base64(bytes)) },
    sealing: state.sealing.map(waitingTuple),
    queue: input.queue.map(({ payloadType, payload }) => [payloadType, base64(payload)]),
    wantedSize: input.wantedSize,
    sentSize: input.sentSize,
    expected: output.expected,
    waiting: output.waiting.map(({ sequence, message: { payloadType, payload } }) => [
      sequence,
      payloadType,
      base64(payload),
    ]),
    opening: state.opening.map(waitingTuple),
    undrained: output.undrained.map(({ stream, bytes }) => [stream, base64(bytes)]),
    givenUp: state.givenUp,
  };
}

const waitingTuple = ({ value, waits }: Ordered<StreamMessage>): WaitingTuple => [
  value.payloadType,
  base64(value.payload),
  waits,
];

/** Reads what {@link writeSnapshot} wrote, strictly; null when it is anything else. */
export function readSnapshot(value: unknown, sha256: Sha256): ClientState | null {
  try {
    return stateOf(value, sha256);
  } catch (cause) {
    if (cause instanceof NotASnapshot) return null;
    throw cause;
  }
}

class NotASnapshot extends Error {}

function stateOf(value: unknown, sha256: Sha256): ClientState {
  const body = object(value);
  must(body.version === snapshotVersion);
  const { phase } = body;
  must(phase === 'waiting' || phase === 'handshake' || phase === 'ready');
  const expected = count(body.expected);
  const state: ClientState = {
    clientId: string(body.clientId),
    questions: count(body.questions),
    phase,
    ending: body.ending === null ? null : string(body.ending),
    handshake: handshakeOf(object(body.handshake)),
    sender: senderOf(object(body.sender), sha256),
    sealing: list(body.sealing).map(orderedOf),
    input: {
      queue: list(body.queue).map(messageOf),
      wantedSize: sizeOf(body.wantedSize),
      sentSize: sizeOf(body.sentSize),
    },
    output: {
      expected,
      waiting: waitingOf(list(body.waiting), expected),
      undrained: list(body.undrained).map(outputOf),
    },
    opening: list(body.opening).map(orderedOf),
    givenUp: givenUpOf(object(body.givenUp)),
  };
  must(state.input.queue.reduce((sum, { payload }) => sum + payload.length, 0) <= inputQueueBytesMax);
  must(state.handshake.encrypted || (state.sealing.length === 0 && state.opening.length === 0));
  return state;
}

function handshakeOf(body: JsonObject): HandshakeState {
  const request = body.request === null ? null : bytes(body.request);
  const asked = body.asked === null || body.asked === 'data-key' ? body.asked : bytes(body.asked);
  // Nothing is agreed to, or asked of the host, that nobody requested.
  must(request !== null || (body.responded === false && body.encrypted === false && asked === null));
  return {
    request,
    responded: boolean(body.responded),
    encrypted: boolean(body.encrypted),
    challenged: boolean(body.challenged),
    done: boolean(body.done),
    asked,
  };
}

function senderOf(body: JsonObject, sha256: Sha256): ClientState['sender'] {
  const next = count(body.next);
  let last = -1;
  const unacked = list(body.unacked).map((text) => {
    const frame = bytes(text);
    const decoded = decodeFrame(frame, sha256);
    must(decoded.ok && decoded.frame.messageType === 'input_stream_data');
    const sequence = Number(decoded.frame.sequenceNumber);
    must(sequence > last && sequence < next);
    last = sequence;
    return { sequence, bytes: frame };
  });
  return { next, unacked };
}

function waitingOf(values: readonly unknown[], expected: number): ClientState['output']['waiting'] {
  const seen = new Set<number>();
  return values.map((value) => {
    const [sequence, payloadType, payload, ...more] = list(value);
    const number = count(sequence);
    must(number > expected && number - expected <= reorderFramesMax && !seen.has(number));
    must(more.length === 0);
    seen.add(number);
    return { sequence: number, message: messageOf([payloadType, payload]) };
  });
}

function messageOf(value: unknown): StreamMessage {
  const [payloadType, payload, ...more] = list(value);
  must(typeof payloadType === 'number' && Number.isSafeInteger(payloadType) && more.length === 0);
  return { payloadType, payload: bytes(payload) };
}

function orderedOf(value: unknown): Ordered<StreamMessage> {
  const [payloadType, payload, waits, ...more] = list(value);
  must(more.length === 0);
  return { value: messageOf([payloadType, payload]), waits: boolean(waits) };
}

function outputOf(value: unknown): ClientState['output']['undrained'][number] {
  const [stream, text, ...more] = list(value);
  must((stream === 'output' || stream === 'error') && more.length === 0);
  return { stream, bytes: bytes(text) };
}

function sizeOf(value: unknown): TerminalSize | null {
  if (value === null) return null;
  const body = object(value);
  const size = { cols: count(body.cols), rows: count(body.rows) };
  must(isTerminalSize(size));
  return size;
}

const givenUpOf = (body: JsonObject): GivenUp => ({
  inputBytes: count(body.inputBytes),
  outputBytes: count(body.outputBytes),
});

function must(condition: boolean): asserts condition {
  if (!condition) throw new NotASnapshot();
}
function object(value: unknown): JsonObject {
  must(isObject(value));
  return value;
}
function list(value: unknown): readonly unknown[] {
  must(Array.isArray(value));
  return value;
}
function string(value: unknown): string {
  must(typeof value === 'string');
  return value;
}
function boolean(value: unknown): boolean {
  must(typeof value === 'boolean');
  return value;
}
function count(value: unknown): number {
  must(typeof value === 'number' && Number.isSafeInteger(value) && value >= 0);
  return value;
}
function bytes(value: unknown): Uint8Array {
  const read = fromBase64(string(value));
  must(read !== null);
  return read;
}
