import type { ClientChannel, ClientEffect } from '@/lib/data-channel';
import type { ChannelCall } from './channel-input';
import type { HostParts } from './host-parts';

/** Calls one data channel, now and when it wants to be woken, and has what each call asks for done in its order. */
export class ChannelLoop {
  readonly #parts: HostParts;
  readonly #channel: ClientChannel;
  readonly #perform: (effect: ClientEffect) => void;
  #effects: ClientEffect[] = [];
  #cancelWake: (() => void) | null = null;
  #stopped = false;

  constructor(parts: HostParts, channel: ClientChannel, perform: (effect: ClientEffect) => void) {
    this.#parts = parts;
    this.#channel = channel;
    this.#perform = perform;
  }

  /** One call of the channel. What it asks for comes behind what an earlier call, still at it, has asked for. */
  step(call: ChannelCall): void {
    const isFirst = this.#effects.length === 0;
    this.#effects.push(...call(this.#channel, this.#parts.nowMs()));
    if (!isFirst) return;
    for (let at = 0; at < this.#effects.length && !this.#stopped; at += 1) {
      const effect = this.#effects[at];
      if (effect) this.#do(effect);
    }
    this.#effects = [];
  }

  /** It is over: it is not woken any more, and nothing that it still asks for is done. */
  stop(): void {
    this.#stopped = true;
    this.#cancelWake?.();
  }

  #do(effect: ClientEffect): void {
    if (effect.do === 'wake') this.#wakeAt(effect.atMs);
    else this.#perform(effect);
  }

  #wakeAt(atMs: number): void {
    this.#cancelWake?.();
    const delayMs = Math.max(0, atMs - this.#parts.nowMs());
    this.#cancelWake = this.#parts.after(delayMs, () => this.step((channel, nowMs) => channel.wake(nowMs)));
  }
}
