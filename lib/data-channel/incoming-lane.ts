import { InOrder, type Ordered } from './in-order';
import type { LaneTools } from './outgoing-lane';
import { isSealedType } from './payload-type';
import type { StreamMessage } from './stream-receiver';

/** Nonce and tag around sealed bytes: AWS's ends die of anything shorter, so nothing shorter is opened. */
export const sealedBytesMin = 28;

/** What arrives in one stream, in order, while the host opens what is sealed. */
export class IncomingLane {
  readonly #tools: LaneTools;
  readonly #deliver: (message: StreamMessage, nowMs: number) => void;
  readonly #opening = new InOrder<StreamMessage>();
  #encrypted = false;

  constructor(tools: LaneTools, deliver: (message: StreamMessage, nowMs: number) => void) {
    this.#tools = tools;
    this.#deliver = deliver;
  }

  /** Bytes that wait for the host. */
  get bytes(): number {
    return this.#opening.bytes;
  }
  get isEmpty(): boolean {
    return this.#opening.length === 0;
  }

  /** From here on output, stderr and exit code are sealed. */
  encrypt(): void {
    this.#encrypted = true;
  }

  /** What is acknowledged and not delivered because it, or something before it, is being opened. */
  state(): Ordered<StreamMessage>[] {
    return this.#opening.list();
  }

  /** Goes on where another lane was: what was being opened is opened anew. Of a new lane only. */
  restore(opening: readonly Ordered<StreamMessage>[], nowMs: number): void {
    for (const { value, waits } of opening) {
      const id = waits ? this.#tools.newQuestion() : null;
      this.#opening.add(value, value.payload.length, id);
      if (id !== null) this.#tools.emit({ do: 'open', id, bytes: value.payload });
    }
    this.#deliverOpened(nowMs);
  }

  /** Takes the next message of the stream. False when it is sealed and too short to be. */
  arrive(message: StreamMessage, nowMs: number): boolean {
    if (this.#encrypted && isSealedType(message.payloadType)) {
      if (message.payload.length < sealedBytesMin) return false;
      const id = this.#tools.newQuestion();
      this.#opening.add(message, message.payload.length, id);
      this.#tools.emit({ do: 'open', id, bytes: message.payload });
    } else if (this.#opening.length > 0) {
      this.#opening.add(message, message.payload.length, null);
    } else {
      this.#deliver(message, nowMs);
    }
    return true;
  }

  /** Takes opened bytes. False when `id` is no question of this lane. */
  opened(id: number, bytes: Uint8Array, nowMs: number): boolean {
    if (!this.#opening.answer(id, ({ payloadType }) => ({ payloadType, payload: bytes }))) return false;
    this.#deliverOpened(nowMs);
    return true;
  }

  #deliverOpened(nowMs: number): void {
    for (let next = this.#opening.take(); next !== undefined; next = this.#opening.take()) {
      this.#deliver(next, nowMs);
    }
  }
}
