import { once } from 'node:events';
import { WebSocket } from 'ws';
import { startChild } from '../../scripts/run/child.mjs';
import { root } from '../../scripts/run/root.mjs';
import { begun } from '../begun';

/** A WebSocket to a process that echoes: what the same bytes cost without protocol, relay, agent and terminal. */
export interface BareEcho {
  /** Where it listens, for clients of another kind. */
  readonly port: number;
  /** Megabytes a second of messages of `messageBytes` that came back. */
  megabytesPerSecond(bytes: number, messageBytes: number): Promise<number>;
  /** From sending one byte to having it back, in ms. */
  keyMs(): Promise<number>;
  stop(): Promise<void>;
}

/** Not yet echoed bytes under way at most: as much as a data channel's window holds. */
const windowBytes = 512 * 1024;

export async function startBareEcho(): Promise<BareEcho> {
  let child: ReturnType<typeof startChild> | undefined;
  const port = await new Promise<string>((onLine) => {
    child = startChild('echo', process.execPath, [`${root}.build/bench/echo.mjs`], {
      env: process.env,
      onLine,
    });
  });
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  await once(socket, 'open');
  return {
    port: Number(port),
    megabytesPerSecond: (bytes, messageBytes) => stream(socket, bytes, messageBytes),
    async keyMs() {
      const start = performance.now();
      socket.send(Uint8Array.of(97));
      await once(socket, 'message');
      return performance.now() - start;
    },
    stop: begun(async () => {
      socket.terminate();
      await child?.stop();
    }),
  };
}

function stream(socket: WebSocket, bytes: number, messageBytes: number): Promise<number> {
  const message = new Uint8Array(messageBytes).fill(120);
  const start = performance.now();
  let sent = 0;
  let back = 0;
  const fill = () => {
    for (; sent < bytes && sent - back < windowBytes; sent += messageBytes) socket.send(message);
  };
  return new Promise((resolve) => {
    const heard = () => {
      back += messageBytes;
      if (back < bytes) return fill();
      socket.off('message', heard);
      resolve(back / 1e3 / (performance.now() - start));
    };
    socket.on('message', heard);
    fill();
  });
}
