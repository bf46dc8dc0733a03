import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { bufferOf } from './link';
import { LossyDirection, type WireCounts, type WireFaults } from './lossy-direction';

export interface LossyWireOptions extends WireFaults {
  /** `http(s)://host:port` or `ws(s)://host:port` of the service behind the wire. */
  target: string;
  /** PEM of the certificate authority to trust for a TLS target. */
  ca?: string;
}

/** Close codes that only a local end may use; the peer of such a close just loses TCP. */
const localCloseCodes = [1005, 1006, 1015];

/** Both sockets of one connection through the wire. */
interface Pair {
  isCut: boolean;
  cut(): void;
}

/**
 * A proxy for WebSockets and plain requests that loses, doubles, moves, delays and cuts. Stands between any two ends:
 * give a client `wire.through(StreamUrl)`, give an agent `wire.url` as its endpoint.
 */
export class LossyWire {
  readonly counts: WireCounts = { seen: 0, dropped: 0, duplicated: 0, reordered: 0, cuts: 0 };
  readonly #server = http.createServer((request, response) => this.#forward(request, response));
  readonly #upgrades = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  readonly #pairs = new Set<Pair>();
  readonly #up: LossyDirection;
  readonly #down: LossyDirection;
  readonly #cutsDue: number[];
  readonly #target: URL;

  private constructor(private readonly options: LossyWireOptions) {
    this.#target = new URL(options.target.replace(/^ws/, 'http'));
    this.#up = new LossyDirection(options, options.seed, this.counts);
    this.#down = new LossyDirection(options, options.seed + 1, this.counts);
    this.#cutsDue = [...(options.cutAfterFrames ?? [])].sort((a, b) => a - b);
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** Listens on a free port of 127.0.0.1. */
  static async open(options: LossyWireOptions): Promise<LossyWire> {
    const wire = new LossyWire(options);
    await new Promise<void>((resolve) => wire.#server.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  /** `http://127.0.0.1:port` of the wire. */
  get url(): string {
    return `http://127.0.0.1:${addressOf(this.#server).port}`;
  }

  /** The same stream by way of this wire. */
  through(streamUrl: string): string {
    const { pathname, search } = new URL(streamUrl);
    return `${this.url.replace(/^http/, 'ws')}${pathname}${search}`;
  }

  /** Cuts every socket that now runs through, on both sides, without a close frame. */
  cut(): void {
    this.counts.cuts += 1;
    this.#up.cut();
    this.#down.cut();
    for (const pair of [...this.#pairs]) pair.cut();
  }

  async close(): Promise<void> {
    for (const pair of [...this.#pairs]) pair.cut();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', this.#target);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const headers = this.#headers(request.headers);
    const near = new WebSocket(url, { headers, ca: this.options.ca, perMessageDeflate: false });
    near.on('unexpected-response', (_request, response) => {
      socket.end(`HTTP/1.1 ${response.statusCode} ${response.statusMessage}\r\nConnection: close\r\n\r\n`);
      near.terminate();
    });
    near.on('error', () => socket.destroy());
    near.on('open', () => {
      this.#upgrades.handleUpgrade(request, socket, head, (far) => this.#join(far, near));
    });
  }

  #join(end: WebSocket, service: WebSocket): void {
    const pair: Pair = {
      isCut: false,
      cut: () => {
        pair.isCut = true;
        end.terminate();
        service.terminate();
      },
    };
    this.#pairs.add(pair);
    this.#pipe(pair, end, service, this.#up);
    this.#pipe(pair, service, end, this.#down);
    end.on('close', () => this.#pairs.delete(pair));
  }

  #pipe(pair: Pair, from: WebSocket, to: WebSocket, direction: LossyDirection): void {
    from.on('message', (data, isBinary) => {
      // What was read before the cut still comes out of the socket: counted, it would cut a connection that is none.
      if (pair.isCut) return;
      const bytes = bufferOf(data);
      const { counted, out } = isBinary ? direction.pass(bytes) : { counted: false, out: [bytes] };
      for (const message of out) this.#deliver(to, message, isBinary);
      if (counted && this.counts.seen >= (this.#cutsDue[0] ?? Number.POSITIVE_INFINITY)) {
        this.#cutsDue.shift();
        this.cut();
      }
    });
    from.on('error', () => from.terminate());
    from.on('close', (code) => {
      if (localCloseCodes.includes(code)) to.terminate();
      else to.close(code);
    });
  }

  #deliver(to: WebSocket, message: Buffer, binary: boolean): void {
    const send = () => {
      if (to.readyState === WebSocket.OPEN) to.send(message, { binary });
    };
    if (this.options.delayMs === undefined) send();
    else setTimeout(send, this.options.delayMs);
  }

  /** A signed Host must stay as it was signed; an unsigned one becomes the target's, which a service may insist on. */
  #headers(received: IncomingHttpHeaders): Record<string, string> {
    const kept: Record<string, string> = {};
    for (const [name, value] of Object.entries(received)) {
      if (typeof value === 'string' && !ownHeader.test(name)) kept[name] = value;
    }
    if (received.authorization === undefined) kept.host = this.#target.host;
    return kept;
  }

  #forward(request: IncomingMessage, response: http.ServerResponse): void {
    const client = this.#target.protocol === 'https:' ? https : http;
    const url = new URL(request.url ?? '/', this.#target);
    const headers = this.#headers(request.headers);
    const onward = client.request(url, { method: request.method, headers, ca: this.options.ca }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }
}

/** Headers of the WebSocket handshake itself: each side of the wire makes its own. */
const ownHeader = /^(sec-websocket-.*|connection|upgrade)$/;

/** The port a server was given. @throws when it listens on no TCP port */
export function addressOf(server: http.Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  return address;
}
