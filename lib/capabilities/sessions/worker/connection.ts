import type { ChannelId, Door, Link, NoDoor } from '../client/worker-messages';
import { FirstDial } from './first-dial';
import type { HostParts } from './host-parts';
import { Reconnector } from './reconnector';
import { StreamSocket } from './stream-socket';

export interface ConnectionEvents {
  readonly opened: (token: string) => void;
  readonly received: (bytes: Uint8Array) => void;
  /** There is no socket any more: lost, or given up. */
  readonly dropped: () => void;
  /** No attempt will be made any more. */
  readonly ended: (why: 'never-opened' | 'session-over') => void;
  /** `reconnecting` may have changed. */
  readonly changed: () => void;
}

interface ConnectionSetup {
  readonly id: ChannelId;
  readonly parts: HostParts;
  readonly networkUp: boolean;
}

/** A channel's connection: how it first opens, how it is given up, and how it comes back. */
export class Connection {
  readonly #parts: HostParts;
  readonly #events: ConnectionEvents;
  readonly #socket: StreamSocket;
  readonly #firstDial: FirstDial;
  readonly #reconnector: Reconnector;
  #openedAtMs: number | null = null;
  #networkUp: boolean;
  /** The page is about to go: whatever offers a new connection comes too late. */
  #isLeaving = false;
  #stopped = false;

  constructor({ id, parts, networkUp }: ConnectionSetup, events: ConnectionEvents) {
    this.#parts = parts;
    this.#events = events;
    this.#networkUp = networkUp;
    this.#socket = new StreamSocket(parts, {
      opened: (door) => this.#opened(door),
      lost: (door) => this.#lost(door),
      received: (bytes) => {
        this.#reconnector.proven();
        events.received(bytes);
      },
    });
    this.#firstDial = new FirstDial(parts, this.#socket);
    const ask = () => parts.post({ say: 'want-door', channel: id });
    this.#reconnector = new Reconnector(parts, ask, events.changed);
  }

  /** When it last opened; null: never. */
  get openedAtMs(): number | null {
    return this.#openedAtMs;
  }

  /** What to show while there is none; null while none is missed. */
  get reconnecting(): Link | null {
    return this.#reconnector.link;
  }

  /** Goes to its first socket, once the terminal's size is known. */
  open(door: Door): void {
    this.#firstDial.awaitSize(door);
  }

  /** Goes on with a session that another page had open. */
  takeOver(): void {
    this.#openedAtMs = this.#parts.nowMs();
  }

  sized(): void {
    this.#firstDial.sized();
  }

  send(data: string | Uint8Array): void {
    this.#socket.send(data);
  }

  /** A new token came, as was asked for. */
  door(door: Door): void {
    if (this.#isMoot) return;
    this.#reconnector.trying();
    this.#socket.dial(door);
  }

  noDoor(why: NoDoor): void {
    if (this.#isMoot) return;
    if (why === 'over') this.#events.ended('session-over');
    else this.#reconnector.noDoor(why, this.#networkUp);
  }

  /** The person or the network says so: with a live socket that one is given up. */
  renew(): void {
    if (this.#stopped || this.#isLeaving || this.#openedAtMs === null) return;
    if (!this.#reconnector.isHeldFor('catching-up')) this.resume();
  }

  /** The browser's word on the network. Its return makes every old socket suspect: they hang rather than close. */
  network(up: boolean): void {
    const cameBack = up && !this.#networkUp;
    this.#networkUp = up;
    if (cameBack) this.renew();
  }

  /** Too much is undrawn: without a socket the service pauses the node, which nothing else can do. */
  catchUp(): void {
    this.#drop();
    this.#reconnector.hold('catching-up');
  }

  /** The channel asks for a new connection: what was to be drawn first is drawn, or this one is silent for too long. */
  resume(): void {
    if (this.#isLeaving) return;
    this.#drop();
    this.#reconnector.now();
  }

  /** The page is about to go. `dropped` is called between the socket's end and what is shown of it. */
  leave(dropped: () => void): void {
    this.#isLeaving = true;
    this.#drop();
    dropped();
    this.#reconnector.hold('leaving');
  }

  /** Asks for a token: of a page that stayed after all, or for a session that was taken over. */
  comeBack(): void {
    this.#isLeaving = false;
    this.#openedAtMs ??= this.#parts.nowMs();
    if (!this.#stopped) this.#reconnector.now();
  }

  stop(): void {
    this.#stopped = true;
    this.#firstDial.stop();
    this.#reconnector.stop();
    this.#socket.leave();
  }

  /** What was asked for is not needed any more. */
  get #isMoot(): boolean {
    return this.#socket.isThere || this.#stopped || this.#isLeaving;
  }

  #opened({ token }: Door): void {
    this.#openedAtMs = this.#parts.nowMs();
    this.#reconnector.stop();
    this.#events.opened(token);
  }

  #lost(door: Door): void {
    this.#events.dropped();
    if (this.#stopped) return;
    if (this.#openedAtMs !== null) this.#reconnector.later(this.#networkUp);
    else if (!this.#firstDial.again(door)) this.#events.ended('never-opened');
  }

  #drop(): void {
    this.#socket.leave();
    this.#events.dropped();
  }
}
