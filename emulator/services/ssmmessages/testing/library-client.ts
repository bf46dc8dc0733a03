import { createHash, randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { Watch } from '@/e2e/witness/watch';
import { ClientChannel, type ClientEffect } from '@/lib/data-channel';

interface LibraryClientOptions {
  readonly streamUrl: string;
  readonly token: string;
  /** A fresh token after a loss; undefined: the session is over. */
  readonly resume: () => Promise<string | undefined>;
}

/** The product's own client core on a socket of Node's, as small as a host can be. */
export class LibraryClient {
  output = '';
  ending: { reason: string; text: string } | undefined;
  drops = 0;
  readonly #channel = new ClientChannel({
    sha256: (bytes) => createHash('sha256').update(bytes).digest(),
    newMessageId: randomUUID,
    clientId: randomUUID(),
  });
  readonly #watch = new Watch(() => `output ends with ${JSON.stringify(this.output.slice(-200))}`);
  #socket: WebSocket | undefined;
  #wake: NodeJS.Timeout | undefined;

  constructor(private readonly options: LibraryClientOptions) {
    this.#connect(options.token);
  }

  type(text: string): void {
    this.#run(this.#channel.type(Buffer.from(text), Date.now()));
  }

  resize(cols: number, rows: number): void {
    this.#run(this.#channel.resize(cols, rows, Date.now()));
  }

  waitUntil(what: string, isSo: (client: this) => boolean): Promise<true> {
    return this.#watch.until(what, () => isSo(this) || undefined);
  }

  stop(): void {
    this.#run(this.#channel.end('', Date.now()));
  }

  #connect(token: string): void {
    const socket = new WebSocket(this.options.streamUrl, { perMessageDeflate: false });
    this.#socket = socket;
    socket.on('open', () => this.#run(this.#channel.opened(token, Date.now())));
    socket.on('message', (data) => {
      if (Buffer.isBuffer(data)) this.#run(this.#channel.receive(data, Date.now()));
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => void this.#lost(socket));
  }

  async #lost(socket: WebSocket): Promise<void> {
    if (this.ending || this.#socket !== socket) return;
    this.drops += 1;
    this.#run(this.#channel.dropped(Date.now()));
    const token = await this.options.resume();
    if (token) this.#connect(token);
    else this.stop();
  }

  #run(effects: readonly ClientEffect[]): void {
    for (const effect of effects) this.#do(effect);
    this.#watch.changed();
  }

  #do(effect: ClientEffect): void {
    if (effect.do === 'send') this.#socket?.send(effect.frame);
    else if (effect.do === 'send-text') this.#socket?.send(effect.text);
    else if (effect.do === 'output') {
      this.output += Buffer.from(effect.bytes).toString('latin1');
      this.#run(this.#channel.drained(effect.bytes.length, Date.now()));
    } else if (effect.do === 'wake') this.#wakeAt(effect.atMs);
    else if (effect.do === 'close') this.#close(effect);
  }

  #wakeAt(atMs: number): void {
    clearTimeout(this.#wake);
    this.#wake = setTimeout(() => this.#run(this.#channel.wake(Date.now())), Math.max(0, atMs - Date.now()));
  }

  #close({ reason, text }: { reason: string; text: string }): void {
    this.ending = { reason, text };
    clearTimeout(this.#wake);
    this.#socket?.close(1000);
  }
}
