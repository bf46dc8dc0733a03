import type { ChannelId, ToWorker } from '../client/worker-messages';
import type { HostParts } from './host-parts';
import { type ChannelSetup, HostedChannel } from './hosted-channel';

/** How often connection states are looked at: what only time changes shows up within it. */
const beatMs = 1_000;
/** Of those, every so many tell the page to ask whether the sign-in is still good: 4 s, so two fit into ten. */
const beatsPerTick = 4;

/** All channels of one page. Plain: sockets, clock and luck are handed in, so it runs in a worker and in Node. */
export class ShellHost {
  readonly #parts: HostParts;
  readonly #channels = new Map<ChannelId, HostedChannel>();
  #networkUp: boolean;
  #cancelBeat: (() => void) | null = null;
  #beats = 0;

  constructor(parts: HostParts, networkUp: boolean) {
    this.#parts = parts;
    this.#networkUp = networkUp;
  }

  handle(message: ToWorker): void {
    if (message.say === 'network') this.#network(message.up);
    else if (message.say === 'open') this.#open(message);
    else if (message.say === 'restore') this.#restore(message);
    else this.#channels.get(message.channel)?.handle(message);
  }

  #open({ channel: id, door, size, kmsKey }: Extract<ToWorker, { say: 'open' }>): void {
    this.#add(id, { kmsKey, restored: null })?.open(door, size);
  }

  #restore(message: Extract<ToWorker, { say: 'restore' }>): void {
    const { channel: id, kmsKey, snapshot, keys, skipBytes } = message;
    this.#add(id, { kmsKey, restored: { snapshot, keys } })?.goOnWith(skipBytes);
  }

  #add(id: ChannelId, of: Pick<ChannelSetup, 'kmsKey' | 'restored'>): HostedChannel | null {
    if (this.#channels.has(id)) return null;
    const [parts, networkUp] = [this.#parts, this.#networkUp];
    const channel = new HostedChannel({ ...of, id, parts, networkUp, gone: () => this.#forget(id) });
    this.#channels.set(id, channel);
    if (!this.#cancelBeat) this.#beatLater();
    return channel;
  }

  #network(up: boolean): void {
    this.#networkUp = up;
    for (const channel of this.#channels.values()) channel.network(up);
  }

  #forget(id: ChannelId): void {
    this.#channels.delete(id);
    if (this.#channels.size > 0) return;
    this.#cancelBeat?.();
    this.#cancelBeat = null;
  }

  #beatLater(): void {
    this.#cancelBeat = this.#parts.after(beatMs, () => this.#beat());
  }

  #beat(): void {
    this.#beats += 1;
    for (const channel of this.#channels.values()) channel.showLink();
    if (this.#beats % beatsPerTick === 0) this.#parts.post({ say: 'tick' });
    this.#beatLater();
  }
}
