import type { ClientEffect, CloseReason } from '@/lib/data-channel';
import { ClientChannel } from '@/lib/data-channel';
import type {
  ChannelEnd,
  ChannelId,
  Door,
  EndCause,
  Link,
  NoDoor,
  Size,
  ToWorker,
} from '../client/worker-messages';
import { delayBeforeMs } from './backoff';
import type { HostParts, Socket } from './host-parts';
import { OutputFeed } from './output-feed';
import { Reconnector } from './reconnector';

/** The start token is burnt only by a connection that opened (data-channel paper 2.4), so a failed dial repeats it. */
const firstDialsMax = 5;
const dialMsMax = 15_000;
/** Input or size unacknowledged for so long, or no first sign of the node: "Not answering". */
export const notAnsweringAfterMs = 15_000;

/** One data channel with its socket, its timers and its way back after a drop. Lives in the worker. */
export class HostedChannel {
  readonly #id: ChannelId;
  readonly #parts: HostParts;
  readonly #channel: ClientChannel;
  readonly #feed: OutputFeed;
  readonly #reconnector: Reconnector;
  readonly #gone: () => void;
  #socket: Socket | null = null;
  #cancelDial: (() => void) | null = null;
  #cancelWake: (() => void) | null = null;
  #dials = 0;
  #openedAtMs: number | null = null;
  #networkUp: boolean;
  #end: ChannelEnd | null = null;
  #shown = '';

  constructor(id: ChannelId, parts: HostParts, networkUp: boolean, gone: () => void) {
    this.#id = id;
    this.#parts = parts;
    this.#networkUp = networkUp;
    this.#gone = gone;
    this.#channel = new ClientChannel({
      sha256: parts.sha256,
      newMessageId: parts.newId,
      clientId: parts.newId(),
      encryption: false,
      sessionTypes: ['Standard_Stream', 'InteractiveCommands', 'NonInteractiveCommands'],
    });
    this.#feed = new OutputFeed((bytes) => parts.post({ say: 'output', channel: id, bytes }, [bytes.buffer]));
    const ask = () => parts.post({ say: 'want-door', channel: id });
    this.#reconnector = new Reconnector(parts, ask, () => this.showLink());
  }

  open(door: Door, size: Size | null): void {
    if (size) this.#resize(size);
    this.#dial(door);
  }

  handle(message: Exclude<ToWorker, { say: 'open' | 'network' }>): void {
    switch (message.say) {
      case 'door':
        this.#door(message.door);
        break;
      case 'no-door':
        this.#noDoor(message.why);
        break;
      case 'type':
        this.#run(this.#channel.type(message.bytes, this.#parts.nowMs()));
        break;
      case 'interrupt':
        this.#run(this.#channel.interrupt(this.#parts.nowMs()));
        break;
      case 'resize':
        this.#resize(message.size);
        break;
      case 'drawn':
        this.#drawn(message.bytes);
        break;
      case 'reconnect-now':
        this.#reconnectNow();
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
    if (this.#end) return;
    const link = this.#link();
    const shown = JSON.stringify(link);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#parts.post({ say: 'link', channel: this.#id, link });
  }

  #link(): Link {
    const { phase, lastRttMs, oldestUnackedSinceMs } = this.#channel.facts();
    const reconnecting = this.#reconnector.link;
    if (reconnecting) return reconnecting;
    const since = phase === 'ready' ? oldestUnackedSinceMs : this.#openedAtMs;
    const sinceMs = since === null ? null : Math.max(since, this.#openedAtMs ?? 0);
    if (sinceMs !== null && this.#parts.nowMs() - sinceMs >= notAnsweringAfterMs)
      return { is: 'not-answering', sinceMs };
    return phase === 'ready' ? { is: 'connected', rttMs: lastRttMs } : { is: 'connecting' };
  }

  #dial(door: Door): void {
    this.#dials += 1;
    this.#leaveSocket();
    const mine = (happen: () => void) => () => {
      if (this.#socket === socket) happen();
    };
    const socket = this.#openSocket(door, {
      opened: mine(() => this.#opened(door)),
      gone: mine(() => this.#lost(door)),
      received: (bytes) => {
        if (this.#socket !== socket) return;
        this.#reconnector.proven();
        this.#run(this.#channel.receive(bytes, this.#parts.nowMs()));
      },
    });
    this.#socket = socket;
    this.#cancelDial = this.#parts.after(
      dialMsMax,
      mine(() => this.#lost(door)),
    );
  }

  #openSocket(door: Door, events: Parameters<HostParts['openSocket']>[1]): Socket {
    try {
      return this.#parts.openSocket(door.streamUrl, events);
    } catch {
      // An address that no socket takes: the same as one that nobody answers, but not within this call.
      const cancel = this.#parts.after(0, events.gone);
      return { send: () => undefined, close: cancel };
    }
  }

  #opened({ token }: Door): void {
    const nowMs = this.#parts.nowMs();
    this.#cancelDial?.();
    this.#openedAtMs = nowMs;
    this.#reconnector.stop();
    this.#run(this.#channel.opened(token, nowMs));
  }

  /** The socket closed, failed, or did not open in time. */
  #lost(door: Door): void {
    this.#leaveSocket();
    this.#run(this.#channel.dropped(this.#parts.nowMs()));
    if (this.#end) return;
    if (this.#openedAtMs !== null) this.#reconnector.later(this.#networkUp);
    else if (this.#dials < firstDialsMax) this.#dialAgain(door);
    else this.#finish({ why: 'never-opened', text: '' });
  }

  #dialAgain(door: Door): void {
    const delayMs = delayBeforeMs(this.#dials + 1, this.#parts.random());
    this.#cancelDial = this.#parts.after(delayMs, () => this.#dial(door));
  }

  #door(door: Door): void {
    if (this.#socket || this.#end) return;
    this.#reconnector.trying();
    this.#dial(door);
  }

  #noDoor(why: NoDoor): void {
    if (this.#socket || this.#end) return;
    if (why === 'over') this.#finish({ why: 'session-over', text: '' });
    else this.#reconnector.noDoor(why, this.#networkUp);
  }

  #reconnectNow(): void {
    if (this.#end || this.#openedAtMs === null || this.#reconnector.isHeldFor('catching-up')) return;
    this.#leaveSocket();
    this.#run(this.#channel.dropped(this.#parts.nowMs()));
    this.#reconnector.now();
  }

  #resize({ cols, rows }: Size): void {
    this.#run(this.#channel.resize(cols, rows, this.#parts.nowMs()));
  }

  #drawn(bytes: number): void {
    this.#feed.drawn(bytes);
    this.#run(this.#channel.drained(bytes, this.#parts.nowMs()));
    this.#tellEnd();
  }

  #run(effects: readonly ClientEffect[]): void {
    for (const effect of effects) this.#perform(effect);
    this.#showLinkOnPhase(effects);
  }

  /** Round trips change with every key: those are shown once a second, changes of phase at once. */
  #showLinkOnPhase(effects: readonly ClientEffect[]): void {
    if (effects.some((effect) => effect.do === 'phase')) this.showLink();
  }

  #perform(effect: ClientEffect): void {
    const { post } = this.#parts;
    switch (effect.do) {
      case 'send':
        this.#socket?.send(effect.frame);
        break;
      case 'send-text':
        this.#socket?.send(effect.text);
        break;
      case 'output':
        this.#feed.push(effect.bytes);
        break;
      case 'wake':
        this.#wakeAt(effect.atMs);
        break;
      case 'notice':
        post({ say: 'notice', channel: this.#id, text: effect.text });
        break;
      case 'input-discarded':
        post({ say: 'unsent', channel: this.#id, bytes: effect.bytes, why: effect.why });
        break;
      case 'disconnect':
        this.#catchUp();
        break;
      case 'reconnect':
        this.#reconnector.now();
        break;
      case 'close':
        this.#finish({ why: causeOf[effect.reason], text: effect.text });
        break;
    }
  }

  #wakeAt(atMs: number): void {
    this.#cancelWake?.();
    const delayMs = Math.max(0, atMs - this.#parts.nowMs());
    this.#cancelWake = this.#parts.after(delayMs, () => this.#run(this.#channel.wake(this.#parts.nowMs())));
  }

  /** Too much is undrawn: without a socket the service pauses the node, which nothing else can do. */
  #catchUp(): void {
    this.#leaveSocket();
    this.#run(this.#channel.dropped(this.#parts.nowMs()));
    this.#reconnector.hold('catching-up');
  }

  #close(): void {
    this.#run(this.#channel.end('', this.#parts.nowMs()));
    this.#gone();
  }

  #finish(end: ChannelEnd): void {
    if (this.#end) return;
    this.#end = end;
    this.#cancelWake?.();
    this.#reconnector.stop();
    this.#leaveSocket();
    this.#tellEnd();
  }

  /** The end is told behind the last byte, however long the page takes to draw what came before. */
  #tellEnd(): void {
    if (!this.#end || !this.#feed.isEmpty) return;
    this.#parts.post({ say: 'ended', channel: this.#id, end: this.#end });
    this.#gone();
  }

  #leaveSocket(): void {
    this.#cancelDial?.();
    this.#cancelDial = null;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
  }
}

const causeOf: Record<CloseReason, EndCause> = {
  'ended-by-service': 'ended-by-service',
  'closed-by-host': 'closed-here',
  'process-exited': 'ended-by-service',
  'encryption-unsupported': 'encryption',
  'encryption-missing': 'encryption',
  'encryption-wrong-key': 'encryption',
  'encryption-refused': 'encryption',
  'encryption-broken': 'protocol',
  'session-type-unsupported': 'not-a-shell',
  'handshake-invalid': 'protocol',
  'handshake-refused': 'protocol',
  'handshake-timeout': 'protocol',
  'challenge-failed': 'protocol',
  unanswered: 'unanswered',
  'output-missing': 'protocol',
  overrun: 'protocol',
};
