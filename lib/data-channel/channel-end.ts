import { acknowledgeFrame } from './acknowledge';
import type { CloseReason } from './close-reason';
import { Outbox, type SharedEffect } from './effect';
import type { Frame } from './frame';
import { FrameGate } from './frame-gate';
import type { FrameMaker } from './frame-maker';
import { OutgoingLane } from './outgoing-lane';
import { StreamSender } from './stream-sender';
import { WakeUp } from './wake-up';

type EndEffect<Phase> =
  | SharedEffect
  | { readonly do: 'phase'; readonly phase: Phase; readonly connected: boolean };

/** What the two ends of a data channel have in common: a door, a stream out, a phase, an end, and what to do next. */
export class ChannelEnd<Phase extends string, Effect> {
  readonly gate: FrameGate;
  readonly sender: StreamSender;
  readonly outgoing: OutgoingLane;
  readonly wakeUp: WakeUp;
  phase: Phase | 'closed';
  connected = false;
  /** How many questions the host was asked: their ids count on. */
  questions = 0;
  readonly #make: FrameMaker;
  #isOver = false;
  readonly #outbox = new Outbox<Effect | EndEffect<Phase | 'closed'>>();

  constructor(make: FrameMaker, messageType: 'input_stream_data' | 'output_stream_data', phase: Phase) {
    this.#make = make;
    this.phase = phase;
    this.gate = new FrameGate(make.sha256);
    this.sender = new StreamSender(messageType, make);
    this.outgoing = new OutgoingLane(this.sender, this);
    this.wakeUp = new WakeUp((atMs) => this.emit({ do: 'wake', atMs }));
  }

  /** Asks something of the host; nothing any more behind the end, whatever is still being handled. */
  readonly emit = (effect: Effect | EndEffect<Phase | 'closed'>): void => {
    if (!this.#isOver) this.#outbox.add(effect);
  };

  readonly newQuestion = (): number => {
    this.questions += 1;
    return this.questions;
  };

  /** Sends one message of this end's stream in its turn. */
  readonly send = (type: number, payload: Uint8Array, nowMs: number): void =>
    this.outgoing.push(type, payload, nowMs);

  /** Lets something happen and see to what follows from it; what there is to do then. Nothing happens to a closed end. */
  step(happen: () => void, goOn: () => void): (Effect | EndEffect<Phase | 'closed'>)[] {
    if (!this.isClosed()) {
      happen();
      if (!this.isClosed()) goOn();
    }
    return this.#outbox.take();
  }

  // A method, so that the compiler does not believe that a phase seen once stays.
  isClosed(): boolean {
    return this.phase === 'closed';
  }

  /** Acknowledges one frame of the other end's stream. */
  acknowledge(frame: Frame, nowMs: number): void {
    this.emit({ do: 'send', frame: acknowledgeFrame(this.#make, frame, nowMs) });
  }

  changed(phase: Phase | 'closed'): void {
    this.phase = phase;
    this.emit({ do: 'phase', phase, connected: this.connected });
  }

  /** It is over, once. */
  close(reason: CloseReason, text: string): void {
    if (this.isClosed()) return;
    this.connected = false;
    this.changed('closed');
    this.emit({ do: 'close', reason, text });
    this.#isOver = true;
  }
}
