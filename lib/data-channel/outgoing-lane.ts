import type { SharedEffect } from './effect';
import { InOrder, type Ordered } from './in-order';
import { isSealedType } from './payload-type';
import type { StreamMessage } from './stream-receiver';
import type { StreamSender } from './stream-sender';

/** What the lanes of one channel share. */
export interface LaneTools {
  readonly emit: (effect: SharedEffect) => void;
  /** Ids of questions to the host, unique in one channel. */
  readonly newQuestion: () => number;
}

/**
 * Everything one end sends in its stream, in order: what must be sealed waits for the host, what follows waits
 * behind it, and a number is given only when a message's turn has come.
 */
export class OutgoingLane {
  readonly #sender: StreamSender;
  readonly #tools: LaneTools;
  readonly #sealing = new InOrder<StreamMessage>();
  #encrypted = false;

  constructor(sender: StreamSender, tools: LaneTools) {
    this.#sender = sender;
    this.#tools = tools;
  }

  /** Bytes handed in and not yet acknowledged by the other end. */
  get outstandingBytes(): number {
    return this.#sealing.bytes + this.#sender.unackedBytes;
  }
  get outstandingFrames(): number {
    return this.#sealing.length + this.#sender.unackedFrames;
  }

  /** From here on output, stderr and exit code are sealed. */
  encrypt(): void {
    this.#encrypted = true;
  }

  /** Sends one message; empty ones are skipped, as no real end can write them. */
  push(payloadType: number, payload: Uint8Array, nowMs: number): void {
    if (payload.length === 0) return;
    const message = { payloadType, payload };
    if (this.#encrypted && isSealedType(payloadType)) {
      const id = this.#tools.newQuestion();
      this.#sealing.add(message, payload.length, id);
      this.#tools.emit({ do: 'seal', id, bytes: payload });
    } else if (this.#sealing.length > 0) {
      this.#sealing.add(message, payload.length, null);
    } else {
      this.#send(message, nowMs);
    }
  }

  /** Takes sealed bytes. False when `id` is no question of this lane. */
  sealed(id: number, bytes: Uint8Array, nowMs: number): boolean {
    if (!this.#sealing.answer(id, ({ payloadType }) => ({ payloadType, payload: bytes }))) return false;
    this.#sendSealed(nowMs);
    return true;
  }

  /** What has no number yet because it, or something before it, is being sealed. */
  state(): Ordered<StreamMessage>[] {
    return this.#sealing.list();
  }

  /** Goes on where another lane was: what was being sealed is sealed anew. Of a new lane only. */
  restore(sealing: readonly Ordered<StreamMessage>[], nowMs: number): void {
    for (const { value, waits } of sealing) {
      const id = waits ? this.#tools.newQuestion() : null;
      this.#sealing.add(value, value.payload.length, id);
      if (id !== null) this.#tools.emit({ do: 'seal', id, bytes: value.payload });
    }
    this.#sendSealed(nowMs);
  }

  /** Writes what is due: first copies that waited, and resends. */
  writeDue(nowMs: number): void {
    for (const frame of this.#sender.due(nowMs)) this.#tools.emit({ do: 'send', frame });
  }

  #sendSealed(nowMs: number): void {
    for (let next = this.#sealing.take(); next !== undefined; next = this.#sealing.take()) {
      this.#send(next, nowMs);
    }
  }

  #send({ payloadType, payload }: StreamMessage, nowMs: number): void {
    const frame = this.#sender.send(payloadType, payload, nowMs);
    if (frame !== null) this.#tools.emit({ do: 'send', frame });
  }
}
