import { type ClientOptions, type RawData, WebSocket } from 'ws';

/** Every ping of the real ends carries this (data-channel paper section 3.4). */
const pingPayload = 'keepalive';

/** When an end pings and how long it bears silence. */
export interface Keepalive {
  firstPingMs: number;
  everyMs: number;
  /** The link is dropped when no PONG came this long after opening; absent for an end that never checks. */
  pongWithinMs?: number;
  /** The same, after each PONG. */
  nextPongWithinMs?: number;
}

/** AWS's plugin: a ping at once, then every 5 minutes, and no check at all. */
export const clientKeepalive: Keepalive = { firstPingMs: 0, everyMs: 300_000 };
/** AWS's agent: every 54 s; only a PONG moves its read deadline. */
export const agentKeepalive: Keepalive = {
  firstPingMs: 54_000,
  everyMs: 54_000,
  pongWithinMs: 114_000,
  nextPongWithinMs: 60_000,
};

export interface LinkListener {
  /** In the same turn as the upgrade's end, so that no message can come before the link is known. */
  opened(link: Link): void;
  binary(bytes: Buffer): void;
  /** No service may send text to an end: it kills real ones (section 4.2). */
  text(text: string): void;
  /** Once, however the link ended; 1006 when TCP just ended. */
  closed(code: number): void;
}

export interface LinkOptions {
  headers?: Record<string, string>;
  /** PEM of the certificate authority to trust for wss. */
  ca?: string;
  keepalive: Keepalive;
  /** Text frame to send first, before anything else. */
  openFrame: Record<string, unknown>;
}

/** One WebSocket of an end, from upgrade to close. */
export interface Link {
  /** Silently nothing once the link is closing, like a write into a dead TCP. */
  send(bytes: Buffer): void;
  /** Ends TCP without a close frame, as both real ends do. */
  drop(): void;
  /** Ends with close code 1000. */
  close(): void;
}

/** Dials, sends the open frame at once and hands every message to `listener`. Rejects when the upgrade is refused. */
export function openLink(url: string, options: LinkOptions, listener: LinkListener): Promise<void> {
  const dial: ClientOptions = { headers: options.headers, ca: options.ca, perMessageDeflate: false };
  const socket = new WebSocket(url, dial);
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => {
      socket.send(JSON.stringify(options.openFrame));
      keepAlive(socket, options.keepalive);
      socket.on('close', (code) => listener.closed(code));
      listener.opened(linkOver(socket));
      resolve();
    });
    socket.on('message', (data, isBinary) => {
      const bytes = bufferOf(data);
      if (isBinary) listener.binary(bytes);
      else listener.text(bytes.toString('utf8'));
    });
  });
}

function linkOver(socket: WebSocket): Link {
  return {
    send: (bytes) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
    },
    drop: () => socket.terminate(),
    close: () => socket.close(1000),
  };
}

/** Any of the three shapes in which `ws` hands over a message, as one Buffer. */
export function bufferOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

function keepAlive(socket: WebSocket, keepalive: Keepalive): void {
  const ping = () => socket.ping(pingPayload);
  let every: NodeJS.Timeout | undefined;
  const begin = () => {
    ping();
    every = setInterval(ping, keepalive.everyMs);
  };
  let first: NodeJS.Timeout | undefined;
  if (keepalive.firstPingMs === 0) begin();
  else first = setTimeout(begin, keepalive.firstPingMs);
  const deadline = pongDeadline(socket, keepalive);
  socket.on('close', () => {
    clearTimeout(first);
    clearInterval(every);
    clearTimeout(deadline());
  });
}

/** Only a PONG counts as life. Returns a way to name the timer in force. */
function pongDeadline(socket: WebSocket, keepalive: Keepalive): () => NodeJS.Timeout | undefined {
  const { pongWithinMs, nextPongWithinMs } = keepalive;
  const dead = () => socket.terminate();
  let timer = pongWithinMs === undefined ? undefined : setTimeout(dead, pongWithinMs);
  socket.on('pong', () => {
    if (nextPongWithinMs === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(dead, nextPongWithinMs);
  });
  return () => timer;
}
