import { createHash, randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { ClientChannel, type ClientEffect, type CloseReason } from '@/lib/data-channel';
import type { SessionTicket } from '../witness/bare-client';
import { bufferOf } from '../witness/link';
import { OutputLog } from '../witness/output-log';
import { Watch } from '../witness/watch';

export interface LibraryClientOptions {
  /** A new TokenValue of ResumeSession, or undefined when the session is over. Without it a lost socket ends the client. */
  readonly resumeWith?: () => Promise<string | undefined>;
  /** Called with each piece of output instead of keeping it: for gigabytes. */
  readonly onOutput?: (bytes: Uint8Array) => void;
}

/** How the session ended for the library, in its own words. */
export interface LibraryEnd {
  readonly reason: CloseReason;
  readonly text: string;
}

const make = {
  sha256: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest(),
  newMessageId: () => randomUUID(),
};

/** The product's data channel as a client in Node: `ws` for the socket, node:crypto for digests, real timers. */
export class LibraryClient {
  readonly output = new OutputLog();
  /** Settles once, when the library says that it is over. */
  readonly closed: Promise<LibraryEnd>;
  /** Sockets lost so far. */
  drops = 0;
  /** Input that the library says it will never send, in bytes. */
  discardedBytes = 0;
  #channel = new ClientChannel({ ...make, clientId: randomUUID() });
  readonly #watch: Watch;
  readonly #streamUrl: string;
  readonly #options: LibraryClientOptions;
  #settle: (end: LibraryEnd) => void = () => undefined;
  #socket: WebSocket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #over = false;

  private constructor(streamUrl: string, options: LibraryClientOptions) {
    this.#streamUrl = streamUrl;
    this.#options = options;
    this.#watch = new Watch(() => this.#seen());
    this.closed = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** Dials and sends the open frame. Rejects when the upgrade is refused. */
  static async open(ticket: SessionTicket, options: LibraryClientOptions = {}): Promise<LibraryClient> {
    const client = new LibraryClient(ticket.StreamUrl, options);
    await client.#dial(ticket.TokenValue);
    return client;
  }

  facts() {
    return this.#channel.facts();
  }

  type(keys: string | Uint8Array): void {
    this.#run(this.#channel.type(Buffer.from(keys), nowMs()));
  }

  interrupt(): void {
    this.#run(this.#channel.interrupt(nowMs()));
  }

  size(cols: number, rows: number): void {
    this.#run(this.#channel.resize(cols, rows, nowMs()));
  }

  /** Resolves when the node listens. */
  ready(): Promise<true> {
    return this.waitUntil('the library to be ready', () => this.facts().phase === 'ready');
  }

  /** First match behind the previous one. */
  waitForOutput(pattern: RegExp): Promise<RegExpExecArray> {
    return this.#watch.until(`output ${pattern}`, () => this.output.next(pattern));
  }

  /** All output once it is at least that long. */
  waitForBytes(count: number): Promise<Buffer> {
    const look = () => (this.output.byteLength >= count ? this.output.bytes : undefined);
    return this.#watch.until(`${count} bytes of output`, look);
  }

  /** Any other fact, looked at after everything that happens. */
  waitUntil(what: string, isSo: (client: this) => boolean): Promise<true> {
    return this.#watch.until(what, () => isSo(this) || undefined);
  }

  /** Loses the socket as a dead network does. */
  drop(): void {
    this.#socket?.terminate();
  }

  /** The page goes away in the middle of it, and another goes on from its snapshot alone. */
  reload(): void {
    const snapshot: unknown = JSON.parse(JSON.stringify(this.#channel.snapshot()));
    const restored = ClientChannel.restore(snapshot, make, nowMs());
    if (restored === null) throw new Error('The snapshot was not taken');
    this.#channel = restored;
    this.#run(restored.wake(nowMs()));
    this.drop();
  }

  /** The person closes the shell. */
  end(): void {
    this.#run(this.#channel.end('', nowMs()));
  }

  #dial(token: string): Promise<void> {
    const socket = new WebSocket(this.#streamUrl, { perMessageDeflate: false });
    return new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('open', () => {
        this.#socket = socket;
        this.#run(this.#channel.opened(token, nowMs()));
        resolve();
      });
      socket.on('message', (data) => this.#run(this.#channel.receive(bufferOf(data), nowMs())));
      socket.on('close', () => this.#lost(socket));
    });
  }

  #lost(socket: WebSocket): void {
    if (this.#socket !== socket || this.#over) return;
    this.#socket = undefined;
    this.drops += 1;
    this.#run(this.#channel.dropped(nowMs()));
    void this.#resume();
  }

  async #resume(): Promise<void> {
    try {
      const token = await this.#options.resumeWith?.();
      if (this.#over) return;
      if (token === undefined) this.end();
      else await this.#dial(token);
    } catch (error) {
      this.#watch.over(`resuming failed: ${String(error)}`);
    }
  }

  #run(effects: readonly ClientEffect[]): void {
    for (const effect of effects) this.#do(effect);
    if (effects.length > 0) this.#watch.changed();
  }

  #do(effect: ClientEffect): void {
    if (effect.do === 'send') this.#send(effect.frame);
    else if (effect.do === 'send-text') this.#socket?.send(effect.text);
    else if (effect.do === 'output') this.#take(effect.bytes);
    else if (effect.do === 'wake') this.#wakeAt(effect.atMs);
    else if (effect.do === 'input-discarded') this.discardedBytes += effect.bytes;
    else if (effect.do === 'close') this.#finish({ reason: effect.reason, text: effect.text });
  }

  #send(frame: Uint8Array): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  #take(bytes: Uint8Array): void {
    if (this.#options.onOutput) this.#options.onOutput(bytes);
    else this.output.append(Buffer.from(bytes));
    this.#run(this.#channel.drained(bytes.length, nowMs()));
  }

  #wakeAt(atMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.#run(this.#channel.wake(nowMs())),
      Math.max(0, Math.ceil(atMs - nowMs())),
    );
  }

  #finish(end: LibraryEnd): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#socket?.close(1000);
    this.#settle(end);
    this.#watch.over(`the library ended: ${end.reason} ${end.text}`);
  }

  #seen(): string {
    const tail = JSON.stringify(this.output.text.slice(-200));
    return `output ends with ${tail}; ${this.drops} drops; ${JSON.stringify(this.facts())}`;
  }
}

/** Epoch ms that never goes backwards. */
const nowMs = () => performance.timeOrigin + performance.now();
