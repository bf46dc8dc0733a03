import type { ClientChannel, ClientEffect } from '@/lib/data-channel';
import type {
  ChannelEnd,
  ChannelId,
  Door,
  HoldLimits,
  NoDoor,
  SessionKeys,
  Size,
  ToWorker,
} from '../client/worker-messages';
import { delayBeforeMs } from './backoff';
import { type ChannelCall, inputCall } from './channel-input';
import { ChannelKeys } from './channel-keys';
import { causeOf } from './end-causes';
import type { HostParts } from './host-parts';
import { linkOf } from './link-of';
import { makeChannel } from './make-channel';
import { OutputFeed } from './output-feed';
import { Reconnector } from './reconnector';
import { StreamSocket } from './stream-socket';

/** The start token is burnt only by a connection that opened (data-channel paper 2.4), so a failed dial repeats it. */
const firstDialsMax = 5;

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

/** A terminal measures itself within a frame or two of its module's coming; past this a node has waited enough. */
const sizeMsMax = 2_000;

/** One data channel with its socket, its timers and its way back after a drop. Lives in the worker. */
export class HostedChannel {
  readonly #setup: ChannelSetup;
  readonly #id: ChannelId;
  readonly #parts: HostParts;
  readonly #channel: ClientChannel | null;
  readonly #keys: ChannelKeys;
  readonly #feed: OutputFeed;
  readonly #reconnector: Reconnector;
  readonly #socket: StreamSocket;
  #cancelWake: (() => void) | null = null;
  /** Set while the socket waits for the terminal's size. */
  #firstDial: (() => void) | null = null;
  #dials = 0;
  #openedAtMs: number | null = null;
  #networkUp: boolean;
  #held: HoldLimits | null = null;
  #skipBytes = 0;
  #drawnBytes = 0;
  #end: ChannelEnd | null = null;
  #shown = '';
  #effects: ClientEffect[] = [];

  constructor(setup: ChannelSetup) {
    const { id, parts, networkUp, kmsKey, restored } = setup;
    this.#setup = setup;
    this.#id = id;
    this.#parts = parts;
    this.#networkUp = networkUp;
    this.#channel = makeChannel(parts, restored);
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
    this.#socket = new StreamSocket(parts, {
      opened: (door) => this.#opened(door),
      lost: (door) => this.#lost(door),
      received: (bytes) => {
        this.#reconnector.proven();
        this.#step((channel, nowMs) => channel.receive(bytes, nowMs));
      },
    });
    const ask = () => parts.post({ say: 'want-door', channel: id });
    this.#reconnector = new Reconnector(parts, ask, () => this.showLink());
  }

  /** Dials once the size is known, so that the first prompt has it; a terminal that is late is not waited for long. */
  open(door: Door, size: Size | null): void {
    this.#firstDial = () => {
      this.#firstDial = null;
      cancel();
      this.#dial(door);
    };
    const cancel = this.#parts.after(sizeMsMax, () => this.#firstDial?.());
    if (size) this.handle({ say: 'resize', channel: this.#id, size });
  }

  /** Goes on with what was held elsewhere: first what it had not drawn, then a new token. */
  goOnWith(skipBytes: number): void {
    if (!this.#channel) {
      this.#finish({ why: 'not-restored', text: '' });
      return;
    }
    this.#skipBytes = skipBytes;
    this.#openedAtMs = this.#parts.nowMs();
    this.#step((channel, nowMs) => channel.wake(nowMs));
    if (!this.#end) this.#reconnector.now();
  }

  handle(message: Exclude<ToWorker, { say: 'open' | 'restore' | 'network' }>): void {
    const input = inputCall(message);
    if (input) this.#step(input);
    else this.#handleOther(message);
    if (message.say === 'resize') this.#firstDial?.();
    // Each change makes what was handed over before untrue.
    if (message.say !== 'hold') this.#tellHeld();
  }

  #handleOther(message: ToWorker): void {
    switch (message.say) {
      case 'door':
        this.#door(message.door);
        break;
      case 'no-door':
        this.#noDoor(message.why);
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
        this.#reconnectNow();
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

  /** The browser's word on the network. Its return makes every old socket suspect: they hang rather than close. */
  network(up: boolean): void {
    const cameBack = up && !this.#networkUp;
    this.#networkUp = up;
    if (cameBack && this.#openedAtMs !== null) this.#reconnectNow();
  }

  /** Says how the connection is, when that has changed. Called after whatever happened and once a second. */
  showLink(): void {
    if (this.#end || !this.#channel) return;
    const { link: reconnecting } = this.#reconnector;
    const link = linkOf(this.#channel.facts(), reconnecting, this.#openedAtMs, this.#parts.nowMs());
    const shown = JSON.stringify(link);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#parts.post({ say: 'link', channel: this.#id, link });
  }

  #dial(door: Door): void {
    this.#dials += 1;
    this.#socket.dial(door);
  }

  #opened({ token }: Door): void {
    this.#openedAtMs = this.#parts.nowMs();
    this.#reconnector.stop();
    this.#step((channel, nowMs) => channel.opened(token, nowMs));
  }

  #lost(door: Door): void {
    this.#step((channel, nowMs) => channel.dropped(nowMs));
    if (this.#end) return;
    if (this.#openedAtMs !== null) this.#reconnector.later(this.#networkUp);
    else if (this.#dials < firstDialsMax) this.#dialAgain(door);
    else this.#finish({ why: 'never-opened', text: '' });
  }

  #dialAgain(door: Door): void {
    const delayMs = delayBeforeMs(this.#dials + 1, this.#parts.random());
    this.#socket.dialAfter(delayMs, () => this.#dial(door));
  }

  #door(door: Door): void {
    if (this.#socket.isThere || this.#end || this.#held) return;
    this.#reconnector.trying();
    this.#dial(door);
  }

  #noDoor(why: NoDoor): void {
    if (this.#socket.isThere || this.#end || this.#held) return;
    if (why === 'over') this.#finish({ why: 'session-over', text: '' });
    else this.#reconnector.noDoor(why, this.#networkUp);
  }

  #reconnectNow(): void {
    if (this.#end || this.#held || this.#openedAtMs === null) return;
    if (this.#reconnector.isHeldFor('catching-up')) return;
    this.#dropSocket();
    this.#reconnector.now();
  }

  /** The page is about to go, or another window takes over: from here on nothing may be received and lost. */
  #hold(limits: HoldLimits): void {
    if (this.#end) return;
    this.#held = limits;
    this.#dropSocket();
    // Before anything that the page would draw: it may have no time for a second message.
    this.#tellHeld();
    this.#reconnector.hold('leaving');
  }

  #tellHeld(): void {
    if (!this.#held || this.#end) return;
    const snapshot = this.#channel?.snapshot(this.#held) ?? null;
    if (snapshot === null) return;
    const held = { snapshot, drawnBytes: this.#drawnBytes };
    this.#parts.post({ say: 'held', channel: this.#id, held });
  }

  /** The page stayed after all. */
  #goOn(): void {
    if (!this.#held) return;
    this.#held = null;
    this.#openedAtMs ??= this.#parts.nowMs();
    if (!this.#end) this.#reconnector.now();
  }

  #drawn(bytes: number): void {
    this.#drawnBytes += bytes;
    this.#feed.drawn(bytes);
    this.#step((channel, nowMs) => channel.drained(bytes, nowMs));
    this.#tellEnd();
  }

  /** One call of the channel, and what it asks for: in its order, also when one effect leads to another call. */
  #step(call: ChannelCall): void {
    if (!this.#channel) return;
    const isFirst = this.#effects.length === 0;
    this.#effects.push(...call(this.#channel, this.#parts.nowMs()));
    if (!isFirst) return;
    for (let at = 0; at < this.#effects.length && !this.#end; at += 1) {
      const effect = this.#effects[at];
      if (effect) this.#perform(effect);
    }
    this.#effects = [];
  }

  #perform(effect: ClientEffect): void {
    const { post } = this.#parts;
    switch (effect.do) {
      case 'send':
        this.#socket.send(effect.frame);
        break;
      case 'send-text':
        this.#socket.send(effect.text);
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
      case 'wake':
        this.#wakeAt(effect.atMs);
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
        this.#catchUp();
        break;
      case 'reconnect':
        if (!this.#held) this.#reconnector.now();
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
    const skipped = Math.min(this.#skipBytes, bytes.length);
    this.#skipBytes -= skipped;
    if (skipped > 0) this.#step((channel, nowMs) => channel.drained(skipped, nowMs));
    if (skipped < bytes.length) this.#feed.push(bytes.subarray(skipped));
  }

  #wakeAt(atMs: number): void {
    this.#cancelWake?.();
    const delayMs = Math.max(0, atMs - this.#parts.nowMs());
    this.#cancelWake = this.#parts.after(delayMs, () => this.#step((channel, nowMs) => channel.wake(nowMs)));
  }

  /** Too much is undrawn: without a socket the service pauses the node, which nothing else can do. */
  #catchUp(): void {
    this.#dropSocket();
    this.#reconnector.hold('catching-up');
  }

  #close(): void {
    this.#held = null;
    this.#step((channel, nowMs) => channel.end('', nowMs));
    this.#setup.gone();
  }

  #finish(end: ChannelEnd): void {
    if (this.#end) return;
    this.#end = end;
    this.#firstDial = null;
    this.#cancelWake?.();
    this.#reconnector.stop();
    this.#socket.leave();
    this.#tellEnd();
  }

  /** The end is told behind the last byte, however long the page takes to draw what came before. */
  #tellEnd(): void {
    if (!this.#end || !this.#feed.isEmpty) return;
    this.#parts.post({ say: 'ended', channel: this.#id, end: this.#end });
    this.#setup.gone();
  }

  #dropSocket(): void {
    this.#socket.leave();
    this.#step((channel, nowMs) => channel.dropped(nowMs));
  }
}
