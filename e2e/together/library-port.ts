import { createHash, randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { PortChannel, type PortEffect } from '@/lib/data-channel';
import type { SessionTicket } from '../witness/bare-client';
import { bufferOf } from '../witness/link';
import { Watch } from '../witness/watch';

export interface LibraryPortOptions {
  /** Default true: announces a version that smux goes with. */
  readonly mux?: boolean;
  /** A new token of ResumeSession. */
  readonly resume: () => string | undefined;
}

/** The product's client end of a port session in Node. Its local programs are the test's own, not TCP. */
export class LibraryPort {
  /** What each connection was sent. */
  readonly got = new Map<number, Buffer[]>();
  readonly ended: number[] = [];
  drops = 0;
  readonly #port: PortChannel;
  readonly #streamUrl: string;
  readonly #resume: () => string | undefined;
  readonly #watch = new Watch(() => JSON.stringify(this.#port.facts()));
  #socket: WebSocket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #over = false;

  private constructor(streamUrl: string, { mux = true, resume }: LibraryPortOptions) {
    this.#streamUrl = streamUrl;
    this.#resume = resume;
    this.#port = new PortChannel({
      sha256: (bytes) => createHash('sha256').update(bytes).digest(),
      newMessageId: randomUUID,
      clientId: randomUUID(),
      mux,
    });
  }

  static async open(ticket: SessionTicket, options: LibraryPortOptions): Promise<LibraryPort> {
    const port = new LibraryPort(ticket.StreamUrl, options);
    await port.#dial(ticket.TokenValue);
    return port;
  }

  facts() {
    return this.#port.facts();
  }

  connect(): number {
    const { connection, effects } = this.#port.connect(nowMs());
    this.got.set(connection, []);
    this.#run(effects);
    return connection;
  }
  write(connection: number, bytes: Buffer): void {
    this.#run(this.#port.write(connection, bytes, nowMs()));
  }
  close(connection: number): void {
    this.#run(this.#port.closed(connection, nowMs()));
  }

  /** Everything a connection was sent, once it is that much. */
  async bytes(connection: number, count: number): Promise<Buffer> {
    const all = () => Buffer.concat(this.got.get(connection) ?? []);
    await this.waitUntil(`${count} bytes on ${connection}`, () => all().length >= count);
    return all();
  }
  waitUntil(what: string, isSo: () => boolean): Promise<true> {
    return this.#watch.until(what, () => isSo() || undefined);
  }

  end(): void {
    this.#run(this.#port.end('', nowMs()));
  }

  #dial(token: string): Promise<void> {
    const socket = new WebSocket(this.#streamUrl, { perMessageDeflate: false });
    return new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('open', () => {
        this.#socket = socket;
        this.#run(this.#port.opened(token, nowMs()));
        resolve();
      });
      socket.on('message', (data) => this.#run(this.#port.receive(bufferOf(data), nowMs())));
      socket.on('close', () => this.#lost(socket));
    });
  }

  #lost(socket: WebSocket): void {
    if (this.#socket !== socket || this.#over) return;
    this.#socket = undefined;
    this.drops += 1;
    this.#run(this.#port.dropped(nowMs()));
    const token = this.#resume();
    if (token !== undefined)
      this.#dial(token).catch((error) => this.#watch.over(`resuming failed: ${error}`));
  }

  #run(effects: readonly PortEffect[]): void {
    for (const effect of effects) this.#do(effect);
    this.#watch.changed();
  }

  #do(effect: PortEffect): void {
    if (effect.do === 'send') this.#send(effect.frame);
    else if (effect.do === 'send-text') this.#socket?.send(effect.text);
    else if (effect.do === 'deliver') this.#deliver(effect.connection, Buffer.from(effect.bytes));
    else if (effect.do === 'end-connection') this.ended.push(effect.connection);
    else if (effect.do === 'wake') this.#wakeAt(effect.atMs);
    else if (effect.do === 'close') this.#finish(`${effect.reason} ${effect.text}`);
  }

  #send(frame: Uint8Array): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  #deliver(connection: number, bytes: Buffer): void {
    this.got.get(connection)?.push(bytes);
    this.#run(this.#port.delivered(connection, bytes.length, nowMs()));
  }

  #wakeAt(atMs: number): void {
    clearTimeout(this.#timer);
    const wake = () => this.#run(this.#port.wake(nowMs()));
    this.#timer = setTimeout(wake, Math.max(0, Math.ceil(atMs - nowMs())));
  }

  #finish(how: string): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#socket?.close(1000);
    this.#watch.over(`the library ended: ${how}`);
  }
}

/** Epoch ms that never goes backwards. */
const nowMs = () => performance.timeOrigin + performance.now();
