import type { ClientChannel, ClientEffect } from '@/lib/data-channel';
import type {
  ChannelEnd,
  ChannelId,
  Door,
  HoldLimits,
  SessionKeys,
  Size,
  ToWorker,
} from '../client/worker-messages';
import { type ChannelCall, inputCall } from './channel-input';
import { ChannelKeys } from './channel-keys';
import { ChannelLoop } from './channel-loop';
import { Connection } from './connection';
import { causeOf } from './end-causes';
import { HandOver } from './hand-over';
import type { HostParts } from './host-parts';
import { linkOf } from './link-of';
import { makeChannel } from './make-channel';
import { OutputFeed } from './output-feed';

/** What a channel is made with, new or gone on with. */
export interface ChannelSetup {
  readonly id: ChannelId;
  readonly parts: HostParts;
  readonly networkUp: boolean;
  /** The session document's own; a session that begins without encryption is then ended. */
  readonly kmsKey: string | null;
  readonly restored: { readonly snapshot: unknown; readonly keys: SessionKeys | null } | null;
  /** Called when nothing of it is left. */
  readonly gone: () => void;
}

/** One data channel with its socket, its timers and its way back after a drop. Lives in the worker. */
export class HostedChannel {
  readonly #setup: ChannelSetup;
  readonly #id: ChannelId;
  readonly #parts: HostParts;
  readonly #channel: ClientChannel | null;
  readonly #loop: ChannelLoop | null;
  readonly #keys: ChannelKeys;
  readonly #feed: OutputFeed;
  readonly #connection: Connection;
  readonly #handOver: HandOver;
  #end: ChannelEnd | null = null;
  #shown = '';

  constructor(setup: ChannelSetup) {
    const { id, parts, kmsKey, restored } = setup;
    this.#setup = setup;
    this.#id = id;
    this.#parts = parts;
    this.#channel = makeChannel(parts, restored);
    this.#loop = this.#channel && new ChannelLoop(parts, this.#channel, (effect) => this.#perform(effect));
    this.#keys = new ChannelKeys(
      {
        parts,
        channel: id,
        expectedKey: kmsKey,
        settle: (question, result) =>
          this.#step((channel, nowMs) => channel.settled(question, result, nowMs)),
        end: (end) => this.#finish(end),
      },
      restored?.keys ?? null,
    );
    this.#feed = new OutputFeed((bytes) => parts.post({ say: 'output', channel: id, bytes }, [bytes.buffer]));
    this.#handOver = new HandOver(parts, id);
    this.#connection = new Connection(setup, {
      opened: (token) => this.#step((channel, nowMs) => channel.opened(token, nowMs)),
      received: (bytes) => this.#step((channel, nowMs) => channel.receive(bytes, nowMs)),
      dropped: () => this.#step((channel, nowMs) => channel.dropped(nowMs)),
      ended: (why) => this.#finish({ why, text: '' }),
      changed: () => this.showLink(),
    });
  }

  /** Goes to its first connection, with the terminal's size where that is known. */
  open(door: Door, size: Size | null): void {
    this.#connection.open(door);
    if (size) this.handle({ say: 'resize', channel: this.#id, size });
  }

  /** Goes on with what was held elsewhere: first what it had not drawn, then a new token. */
  goOnWith(skipBytes: number): void {
    if (!this.#channel) {
      this.#finish({ why: 'not-restored', text: '' });
      return;
    }
    this.#handOver.skip(skipBytes);
    this.#connection.takeOver();
    this.#step((channel, nowMs) => channel.wake(nowMs));
    this.#connection.comeBack();
  }

  handle(message: Exclude<ToWorker, { say: 'open' | 'restore' | 'network' }>): void {
    const input = inputCall(message);
    if (input) this.#step(input);
    else this.#handleOther(message);
    if (message.say === 'resize') this.#connection.sized();
    if (message.say !== 'hold') this.#tellHeld();
  }

  #handleOther(message: ToWorker): void {
    switch (message.say) {
      case 'door':
        this.#connection.door(message.door);
        break;
      case 'no-door':
        this.#connection.noDoor(message.why);
        break;
      case 'key':
        this.#keys.came(message.keys, message.ciphertext);
        break;
      case 'no-key':
        this.#keys.refused();
        break;
      case 'drawn':
        this.#drawn(message.bytes);
        break;
      case 'reconnect-now':
        this.#connection.renew();
        break;
      case 'hold':
        this.#hold(message.limits);
        break;
      case 'go-on':
        this.#goOn();
        break;
      case 'close':
        this.#close();
        break;
    }
  }

  /** The browser's word on the network. */
  network(up: boolean): void {
    this.#connection.network(up);
  }

  /** Says how the connection is, when that has changed. Called after whatever happened and once a second. */
  showLink(): void {
    if (this.#end || !this.#channel) return;
    const { reconnecting, openedAtMs } = this.#connection;
    const link = linkOf(this.#channel.facts(), reconnecting, openedAtMs, this.#parts.nowMs());
    const shown = JSON.stringify(link);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#parts.post({ say: 'link', channel: this.#id, link });
  }

  /** The page is about to go, or another window takes over: from here on nothing may be received and lost. */
  #hold(limits: HoldLimits): void {
    if (this.#end) return;
    this.#handOver.begin(limits);
    // Before anything that the page would draw: it may have no time for a second message.
    this.#connection.leave(() => this.#tellHeld());
  }

  #tellHeld(): void {
    if (!this.#end) this.#handOver.tell(this.#channel);
  }

  /** The page stayed after all. */
  #goOn(): void {
    if (!this.#handOver.isOn) return;
    this.#handOver.end();
    this.#connection.comeBack();
  }

  #drawn(bytes: number): void {
    this.#handOver.drawn(bytes);
    this.#feed.drawn(bytes);
    this.#step((channel, nowMs) => channel.drained(bytes, nowMs));
    this.#tellEnd();
  }

  #step(call: ChannelCall): void {
    this.#loop?.step(call);
  }

  #perform(effect: ClientEffect): void {
    const { post } = this.#parts;
    switch (effect.do) {
      case 'send':
        this.#connection.send(effect.frame);
        break;
      case 'send-text':
        this.#connection.send(effect.text);
        break;
      case 'output':
        this.#output(effect.bytes);
        break;
      case 'data-key':
      case 'seal':
      case 'open':
        this.#keys.perform(effect);
        break;
      case 'phase':
        this.#phaseChanged(effect.phase);
        break;
      case 'notice':
        post({ say: 'notice', channel: this.#id, text: effect.text });
        break;
      case 'given-up':
        post({ say: 'given-up', channel: this.#id, input: effect.inputBytes, output: effect.outputBytes });
        break;
      case 'input-discarded':
        post({ say: 'unsent', channel: this.#id, bytes: effect.bytes, why: effect.why });
        break;
      case 'disconnect':
        this.#connection.catchUp();
        break;
      case 'reconnect':
        this.#connection.resume();
        break;
      case 'close':
        this.#finish({ why: causeOf(effect.reason), text: effect.text });
        break;
    }
  }

  /** Before anything is shown or typed: what the document wants sealed goes nowhere in clear. */
  #phaseChanged(phase: string): void {
    if (phase === 'ready' && this.#setup.kmsKey !== null && !this.#channel?.facts().encrypted)
      this.#finish({ why: 'not-encrypted', text: `The document names ${this.#setup.kmsKey}.` });
    else this.showLink();
  }

  #output(bytes: Uint8Array): void {
    const skipped = this.#handOver.skippedOf(bytes);
    if (skipped > 0) this.#step((channel, nowMs) => channel.drained(skipped, nowMs));
    if (skipped < bytes.length) this.#feed.push(bytes.subarray(skipped));
  }

  #close(): void {
    this.#handOver.end();
    this.#step((channel, nowMs) => channel.end('', nowMs));
    this.#setup.gone();
  }

  #finish(end: ChannelEnd): void {
    if (this.#end) return;
    this.#end = end;
    this.#loop?.stop();
    this.#connection.stop();
    this.#tellEnd();
  }

  /** The end is told behind the last byte, however long the page takes to draw what came before. */
  #tellEnd(): void {
    if (!this.#end || !this.#feed.isEmpty) return;
    this.#parts.post({ say: 'ended', channel: this.#id, end: this.#end });
    this.#setup.gone();
  }
}
