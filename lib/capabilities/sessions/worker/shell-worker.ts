import { sha256 } from '@noble/hashes/sha2.js';
import type { ToWorker } from '../client/worker-messages';
import type { HostParts, SocketEvents } from './host-parts';
import { ShellHost } from './shell-host';
import { onWallClock } from './wall-clock';

/** The dedicated worker: real sockets, clock and timers around the host. A hidden page's clamps do not reach it. */
declare const self: DedicatedWorkerGlobalScope;

function openSocket(url: string, { opened, received, gone }: SocketEvents) {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  socket.onopen = opened;
  // An error is always followed by a close.
  socket.onclose = gone;
  socket.onmessage = ({ data }) => {
    if (data instanceof ArrayBuffer) received(new Uint8Array(data));
  };
  return {
    send(data: string | Uint8Array) {
      if (socket.readyState === WebSocket.OPEN) socket.send(typeof data === 'string' ? data : ownBytes(data));
    },
    close: (code: number) => socket.close(code),
  };
}

/** The DOM's types want bytes that are not shared between threads; frames never are. */
const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);

/** Never goes back when the machine's clock is set, unlike Date.now(). */
const nowMs = (): number => performance.timeOrigin + performance.now();

const parts: HostParts = {
  openSocket,
  nowMs,
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  newId: () => crypto.randomUUID(),
  sha256,
  post: (message, transfer = []) => self.postMessage(onWallClock(message, Date.now() - nowMs()), transfer),
};

const host = new ShellHost(parts, navigator.onLine);
self.onmessage = ({ data }: MessageEvent<ToWorker>) => host.handle(data);
self.addEventListener('online', () => host.handle({ say: 'network', up: true }));
self.addEventListener('offline', () => host.handle({ say: 'network', up: false }));
