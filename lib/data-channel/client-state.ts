import type { InputState } from './client-input';
import type { OutputState } from './client-output';
import type { Ordered } from './in-order';
import { isSealedType, payloadType } from './payload-type';
import { givenUpMessage, type StreamMessage } from './stream-receiver';
import type { SenderState } from './stream-sender';
import type { OutputPart } from './undrained-output';

/** Where the handshake is. Keys are the host's: none are here. */
export interface HandshakeState {
  /** The agent's request as it came; null: it has not. */
  readonly request: Uint8Array | null;
  readonly responded: boolean;
  readonly encrypted: boolean;
  readonly challenged: boolean;
  readonly done: boolean;
  /** What the host was asked and had not answered: for a data key, or to open and seal these sealed bytes. */
  readonly asked: 'data-key' | Uint8Array | null;
}

/** Everything a client is, but its host's keys and its socket. */
export interface ClientState {
  readonly clientId: string;
  /** How many questions the host was asked: the answers to those come too late. */
  readonly questions: number;
  readonly phase: 'waiting' | 'handshake' | 'ready';
  /** Text of a `channel_closed` that waits for output to be opened. */
  readonly ending: string | null;
  readonly handshake: HandshakeState;
  readonly sender: SenderState;
  readonly sealing: readonly Ordered<StreamMessage>[];
  readonly input: InputState;
  readonly output: OutputState;
  readonly opening: readonly Ordered<StreamMessage>[];
  readonly givenUp: GivenUp;
}

/** What did not fit into a snapshot, in bytes. */
export interface GivenUp {
  readonly inputBytes: number;
  readonly outputBytes: number;
}

/** How much of what may be given up a snapshot takes along. Default of either: all of it. */
export interface SnapshotLimits {
  /** Unsent input: taken whole or not at all, since half a paste is worse than none. */
  readonly inputBytesMax?: number;
  /** Output that was acknowledged and not drawn: the newest bytes are kept. */
  readonly outputBytesMax?: number;
}

/** The state within limits. What is unacknowledged and all counters stay, whatever they cost. */
export function withinLimits(state: ClientState, limits: SnapshotLimits): ClientState {
  const { queue } = state.input;
  const inputBytes = queue.reduce((sum, { payload }) => sum + payload.length, 0);
  const keepsInput = inputBytes <= (limits.inputBytesMax ?? Number.POSITIVE_INFINITY);
  const room = new Room(limits.outputBytesMax ?? Number.POSITIVE_INFINITY);
  // From the newest: once something is given up, so is all that is older.
  const waiting = [...state.output.waiting]
    .sort((a, b) => b.sequence - a.sequence)
    .map(({ sequence, message }) => ({ sequence, message: room.keeps(message) ? message : givenUpMessage }))
    .reverse();
  const opening = [...state.opening]
    .reverse()
    .filter(({ value }) => room.keeps(value))
    .reverse();
  const undrained = newest(state.output.undrained, room);
  return {
    ...state,
    input: { ...state.input, queue: keepsInput ? queue : [] },
    output: { ...state.output, waiting, undrained },
    opening,
    givenUp: { inputBytes: keepsInput ? 0 : inputBytes, outputBytes: room.givenUpBytes },
  };
}

function newest(parts: readonly OutputPart[], room: Room): OutputPart[] {
  const kept: OutputPart[] = [];
  for (const { stream, bytes } of [...parts].reverse()) {
    const length = room.take(bytes.length);
    if (length > 0) kept.push({ stream, bytes: bytes.subarray(bytes.length - length) });
  }
  return kept.reverse();
}

/** Flags, exit codes and handshake messages kept in a snapshot: real ones are a few, of a hundred bytes each. */
const controlBytesMax = 65_536;

/** Room for output, filled from the newest: nothing older is kept behind a gap. */
class Room {
  givenUpBytes = 0;
  #left: number;
  #controlLeft = controlBytesMax;

  constructor(bytesMax: number) {
    this.#left = bytesMax;
  }

  /** Whether there is room for a message; what is not the node's output has room of its own. */
  keeps({ payloadType: type, payload }: StreamMessage): boolean {
    if (!isSealedType(type) || type === payloadType.exitCode) {
      this.#controlLeft -= payload.length;
      return this.#controlLeft >= 0;
    }
    if (payload.length <= this.#left) {
      this.#left -= payload.length;
      return true;
    }
    this.#left = 0;
    this.givenUpBytes += payload.length;
    return false;
  }

  /** How many of so many bytes fit. */
  take(bytes: number): number {
    const kept = Math.min(bytes, this.#left);
    this.#left -= kept;
    this.givenUpBytes += bytes - kept;
    return kept;
  }
}
