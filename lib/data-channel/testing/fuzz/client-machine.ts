import { ClientChannel } from '../../client-channel';
import { inputUnackedBytesMax } from '../../client-input';
import type { ClientEffect, Settled } from '../../effect';
import { decodeFrame } from '../../frame';
import { make, sha256 } from '../tools';
import { Choices } from './choices';
import { bentFrame, otherFrame, streamFrame } from './frames';
import { must, Witnessed } from './witnessed';

const outputBytesMax = 20_000;
/** Frames past the window: handshake answers and interrupts, each sealed at most. */
const unackedSlackBytes = 131_072;
const stepsMs = [0, 1, 10, 100, 500, 2_000, 20_000, 400_000] as const;

/** Feeds a client what the bytes say, and holds it to its promises. Returns what happened, as the fuzzer counts it. */
export function fuzzClient(bytes: Uint8Array): Set<string> {
  const machine = new ClientMachine(new Choices(bytes));
  return machine.run();
}

type Question = Extract<ClientEffect, { do: 'seal' | 'open' | 'data-key' }>;

class ClientMachine {
  readonly #choices: Choices;
  readonly #seen = new Set<string>();
  readonly #witnessed = new Witnessed();
  readonly #options;
  #client: ClientChannel;
  #nowMs = 1_700_000_000_000;
  #questions: Question[] = [];
  // What was acknowledged first under each number, and all of it in order.
  readonly #taken = new Map<number, Uint8Array>();
  readonly #whole: number[] = [];
  #wholeFrames = 0;
  // Where the bytes that come next belong, what is not held against the whole yet, and what was drawn.
  #givenBytes = 0;
  #given: Uint8Array[] = [];
  #drawnBytes = 0;

  constructor(choices: Choices) {
    this.#choices = choices;
    const start = choices.next();
    const demand = start & 4 ? { expectedKmsKeyId: start & 8 ? 'alias/sessions' : null } : {};
    this.#options = {
      ...make,
      outputBytesMax,
      encryption: (start & 1) === 1,
      mux: (start & 2) === 2,
      ...demand,
    };
    this.#client = new ClientChannel({ ...this.#options, clientId: make.newMessageId() });
    this.#saw(this.#client.opened('token', this.#nowMs));
  }

  run(): Set<string> {
    while (this.#choices.areLeft && this.#witnessed.closedBy === '') {
      const op = this.#choices.next() % 16;
      const { phase } = this.#client.facts();
      this.#step(op);
      const fault = op === 0 ? this.#client.facts().lastFault : '';
      this.#seen.add(
        [
          'client',
          op > 1 && op < 5 ? 1 : op,
          phase,
          fault,
          this.#witnessed.kinds,
          this.#witnessed.closedBy,
        ].join('|'),
      );
      this.#holds();
    }
    return this.#seen;
  }

  #step(op: number): void {
    const now = this.#nowMs;
    const choices = this.#choices;
    if (op === 0) this.#receive(bentFrame(choices));
    else if (op < 5) this.#receive(streamFrame('output_stream_data', this.#wholeFrames, choices));
    else if (op === 5) this.#saw(this.#client.receive(otherFrame(this.#witnessed.sentNumbers, choices), now));
    else if (op === 6)
      this.#saw(this.#client.type(new Uint8Array(choices.pick([1, 9, 1, 1100, 1, 9, 1, 70_000])), now));
    else if (op === 7) this.#saw(this.#client.interrupt(now));
    else if (op === 8) this.#saw(this.#client.resize(1 + choices.next(), 1 + choices.next(), now));
    else if (op === 9) this.#saw(this.#client.sendFlag(choices.next(), now));
    else if (op === 10) this.#wake();
    else if (op < 13) this.#settle();
    else if (op === 13) this.#draw(choices.next() * 4);
    else if (op === 14) this.#reload();
    else if (choices.next() % 2 === 0) this.#saw(this.#client.dropped(now));
    else this.#saw(this.#client.opened('again', now));
  }

  #receive(bytes: Uint8Array): void {
    const decoded = decodeFrame(bytes, sha256);
    const frame = decoded.ok && decoded.frame.messageType === 'output_stream_data' ? decoded.frame : null;
    const sequence = Number(frame?.sequenceNumber ?? -1);
    const { acknowledged } = this.#witnessed;
    const wasNew = !acknowledged.has(sequence);
    this.#saw(this.#client.receive(bytes, this.#nowMs), frame?.payloadType);
    if (frame === null || !wasNew || !acknowledged.has(sequence)) return;
    const isShown = frame.payloadType === 1 || frame.payloadType === 11;
    this.#taken.set(sequence, isShown ? frame.payload : new Uint8Array(0));
  }

  #wake(): void {
    this.#nowMs += this.#choices.pick(stepsMs);
    this.#saw(this.#client.wake(this.#nowMs));
  }

  #settle(): void {
    const index = this.#choices.next() % Math.max(1, this.#questions.length);
    const [question] = this.#questions.splice(index, 1);
    if (question === undefined) return;
    this.#saw(this.#client.settled(question.id, this.#answer(question), this.#nowMs));
  }

  /** A cipher that hides nothing: 28 bytes around, 28 bytes off. */
  #answer(question: Question): Settled {
    if (this.#choices.next() > 240) return { ok: false, text: 'refused' };
    if (question.do === 'data-key') return { ok: true, bytes: new Uint8Array(100) };
    if (question.do === 'open') return { ok: true, bytes: question.bytes.slice(12, -16) };
    return {
      ok: true,
      bytes: Uint8Array.from([...new Uint8Array(12), ...question.bytes, ...new Uint8Array(16)]),
    };
  }

  #draw(bytes: number): void {
    const drawn = Math.min(bytes, this.#givenBytes - this.#drawnBytes);
    this.#drawnBytes += drawn;
    this.#saw(this.#client.drained(drawn, this.#nowMs));
  }

  /** What the page had not drawn and had not answered goes with it. */
  #reload(): void {
    const snapshot: unknown = JSON.parse(JSON.stringify(this.#client.snapshot()));
    const restored = ClientChannel.restore(snapshot, this.#options, this.#nowMs);
    must(restored !== null, 'does not take its own snapshot');
    this.#client = restored;
    this.#givenBytes = this.#drawnBytes;
    this.#questions = [];
    this.#saw(restored.wake(this.#nowMs));
  }

  #saw(effects: readonly ClientEffect[], type = 0): void {
    this.#witnessed.saw(effects);
    if (type > 0) this.#witnessed.kinds += ` of ${type}`;
    for (const effect of effects) {
      if (effect.do === 'output') this.#given.push(effect.bytes.slice());
      else if (effect.do === 'seal' || effect.do === 'open' || effect.do === 'data-key')
        this.#questions.push(effect);
    }
  }

  #holds(): void {
    const facts = this.#client.facts();
    must(facts.unackedInputBytes <= inputUnackedBytesMax + unackedSlackBytes, 'input past its window');
    must(facts.heldOutputBytes <= 2 * outputBytesMax + 5000, 'output past its limit');
    if (facts.encrypted) return;
    this.#extendWhole();
    for (const part of this.#given.splice(0)) {
      const isSame = part.every((byte, at) => byte === this.#whole[this.#givenBytes + at]);
      must(isSame, 'gave out what was not acknowledged in that order');
      this.#givenBytes += part.length;
    }
    // A session that has ended need not give out what it was ended by.
    const isAll = this.#givenBytes === this.#whole.length;
    must(this.#witnessed.closedBy !== '' || isAll, 'acknowledged and not given out');
  }

  #extendWhole(): void {
    for (
      let next = this.#taken.get(this.#wholeFrames);
      next !== undefined;
      next = this.#taken.get(this.#wholeFrames)
    ) {
      this.#whole.push(...next);
      this.#wholeFrames += 1;
    }
  }
}
