import type { ClientChannel } from '@/lib/data-channel';
import type { ChannelId, HoldLimits } from '../client/worker-messages';
import type { HostParts } from './host-parts';

/** A channel that goes over to another page: what is handed over, and what of it was drawn after all. */
export class HandOver {
  readonly #parts: HostParts;
  readonly #id: ChannelId;
  #limits: HoldLimits | null = null;
  #skipBytes = 0;
  #drawnBytes = 0;

  constructor(parts: HostParts, id: ChannelId) {
    this.#parts = parts;
    this.#id = id;
  }

  /** From `begin` to `end` nothing may be received: it would be lost. */
  get isOn(): boolean {
    return this.#limits !== null;
  }

  begin(limits: HoldLimits): void {
    this.#limits = limits;
  }

  end(): void {
    this.#limits = null;
  }

  /** The state as it is now; each change makes what was told before untrue. */
  tell(channel: ClientChannel | null): void {
    if (!this.#limits) return;
    const snapshot = channel?.snapshot(this.#limits) ?? null;
    if (snapshot === null) return;
    const held = { snapshot, drawnBytes: this.#drawnBytes };
    this.#parts.post({ say: 'held', channel: this.#id, held });
  }

  drawn(bytes: number): void {
    this.#drawnBytes += bytes;
  }

  /** So much of the first output was drawn by the page before. */
  skip(bytes: number): void {
    this.#skipBytes = bytes;
  }

  /** How many bytes of this output are such. Asked once for each output, in order. */
  skippedOf(output: Uint8Array): number {
    const skipped = Math.min(this.#skipBytes, output.length);
    this.#skipBytes -= skipped;
    return skipped;
  }
}
