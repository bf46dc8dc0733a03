import type { Frame } from './frame';

/** How an end takes messages in. */
export interface ReceiveHabits {
  /** AWS's client drops an already taken message without a word, so a lost acknowledgement is never repaired (section 7.3). */
  acknowledgesOld: boolean;
  /** Messages kept while an earlier one is missing. */
  roomMax: number;
}

/** `refused` means "not ready": no acknowledgement, the sender's repetition is the retry. */
export type Verdict = 'taken' | 'refused';

export interface Receiver {
  /** `early` is true for a message that waited in the room and was acknowledged on arrival. */
  deliver(frame: Frame, early: boolean): Verdict;
  acknowledge(frame: Frame): void;
  /** True for messages that are acknowledged before they are handled (handshake messages at the client). */
  acknowledgedFirst(frame: Frame): boolean;
}

/** One direction's receiving half: order, duplicates, acknowledgements (data-channel paper section 7.3). */
export class Inbox {
  expected = 0;
  /** Messages that came again after they were taken. */
  duplicates = 0;
  /** Messages that came before an earlier one. */
  reordered = 0;
  readonly #room = new Map<number, Frame>();

  constructor(
    private readonly habits: ReceiveHabits,
    private readonly receiver: Receiver,
  ) {}

  receive(frame: Frame): void {
    const sequence = Number(frame.sequenceNumber);
    if (sequence > this.expected) this.#store(sequence, frame);
    else if (sequence < this.expected) this.#again(frame);
    else this.#take(frame);
  }

  /** Hands on what waits in order; call it when an end that refused becomes ready. */
  drain(): void {
    for (let frame = this.#room.get(this.expected); frame; frame = this.#room.get(this.expected)) {
      if (this.receiver.deliver(frame, true) === 'refused') return;
      this.#room.delete(this.expected);
      this.expected += 1;
    }
  }

  #take(frame: Frame): void {
    const first = this.receiver.acknowledgedFirst(frame);
    if (first) this.receiver.acknowledge(frame);
    // A message that waits here was acknowledged already, and its sender may still repeat it: it is not taken twice.
    if (this.receiver.deliver(frame, false) === 'refused') return;
    if (!first) this.receiver.acknowledge(frame);
    this.#room.delete(this.expected);
    this.expected += 1;
    this.drain();
  }

  #store(sequence: number, frame: Frame): void {
    this.reordered += 1;
    if (!this.#room.has(sequence) && this.#room.size >= this.habits.roomMax) return;
    this.#room.set(sequence, frame);
    this.receiver.acknowledge(frame);
  }

  #again(frame: Frame): void {
    this.duplicates += 1;
    if (this.habits.acknowledgesOld) this.receiver.acknowledge(frame);
  }
}
