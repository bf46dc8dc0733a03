import { readAcknowledgement } from '../../acknowledge';
import type { AgentEffect, ClientEffect } from '../../effect';
import { decodeFrame } from '../../frame';
import { sha256 } from '../tools';

type Effect = ClientEffect | AgentEffect;

/** What must hold of everything that any end ever asks for, whatever it was fed. Throws where it does not. */
export class Witnessed {
  /** Kinds of effect of the last call: the fuzzer's measure of something new. */
  kinds = '';
  /** Numbers acknowledged, each once. */
  readonly acknowledged = new Set<number>();
  sentNumbers = 0;
  closedBy = '';
  #responses = 0;
  readonly #sent = new Map<number, Uint8Array>();

  saw(effects: readonly Effect[]): void {
    const kinds = new Set<string>();
    for (const effect of effects) {
      must(this.closedBy === '', `an effect after the end: ${effect.do}`);
      if (effect.do === 'send') this.#frame(effect.frame);
      else if (effect.do === 'wake') must(Number.isFinite(effect.atMs), 'a wake at no time');
      else if (effect.do === 'close') this.closedBy = effect.reason;
      kinds.add(effect.do);
    }
    this.kinds = [...kinds].sort().join();
  }

  #frame(bytes: Uint8Array): void {
    const decoded = decodeFrame(bytes, sha256);
    must(decoded.ok, 'sent a frame that no end takes');
    const { messageType, sequenceNumber, payloadType, payload } = decoded.frame;
    if (messageType === 'acknowledge') {
      const said = readAcknowledgement(payload);
      must(said !== null, 'sent an acknowledgement that cannot be read');
      this.acknowledged.add(said.sequenceNumber);
    } else if (messageType.endsWith('stream_data')) {
      this.#streamFrame(Number(sequenceNumber), bytes, payloadType);
    }
  }

  #streamFrame(sequence: number, bytes: Uint8Array, payloadType: number): void {
    const before = this.#sent.get(sequence);
    must(before === undefined || sameBytes(before, bytes), `frame ${sequence} was resent with other bytes`);
    if (before !== undefined) return;
    must(sequence === this.sentNumbers, `frame ${sequence} follows ${this.sentNumbers - 1}`);
    this.sentNumbers += 1;
    this.#sent.set(sequence, bytes);
    if (payloadType === 6) this.#responses += 1;
    must(this.#responses <= 1, 'sent a second HandshakeResponse, which deafens AWS’s agent');
  }
}

export function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || (a.length === b.length && a.every((byte, at) => byte === b[at]));
}
