import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { keepAlive, watchAgent } from './keep-alive';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Both ends of a real connection; `autoPong: false` is a peer that is gone without a word. */
async function ends(autoPong = true) {
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const accepted = new Promise<WebSocket>((resolve) => server.once('connection', resolve));
  const { port } = http.address() as AddressInfo;
  const peer = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong });
  peer.on('error', () => {});
  const [socket] = await Promise.all([accepted, once(peer, 'open')]);
  const close = () => {
    peer.terminate();
    server.close();
    http.close();
  };
  return { socket, peer, [Symbol.dispose]: close };
}

const once = (socket: WebSocket, event: string) => new Promise((resolve) => socket.once(event, resolve));

test('a client is pinged every 30 s and stays while it answers', async () => {
  using all = await ends();
  keepAlive(all.socket);
  for (let round = 0; round < 3; round += 1) {
    const [pinged, answered] = [once(all.peer, 'ping'), once(all.socket, 'pong')];
    await vi.advanceTimersByTimeAsync(30_000);
    await Promise.all([pinged, answered]);
  }
  expect(all.socket.readyState).toBe(WebSocket.OPEN);
});

test('a client that answers no ping is cut at the next', async () => {
  using all = await ends(false);
  keepAlive(all.socket);
  const pinged = once(all.peer, 'ping');
  await vi.advanceTimersByTimeAsync(30_000);
  await pinged;
  const closed = once(all.socket, 'close');
  await vi.advanceTimersByTimeAsync(30_000);
  await closed;
});

test('an agent that never pings by itself is pinged, and stays while it answers', async () => {
  using all = await ends();
  watchAgent(all.socket);
  for (let round = 0; round < 5; round += 1) {
    const [pinged, answered] = [once(all.peer, 'ping'), once(all.socket, 'pong')];
    await vi.advanceTimersByTimeAsync(54_000);
    await Promise.all([pinged, answered]);
  }
  expect(all.socket.readyState).toBe(WebSocket.OPEN);
});

test('an agent that pings stays, though it answers nothing; one that has fallen silent is cut', async () => {
  using all = await ends(false);
  watchAgent(all.socket);
  for (let round = 0; round < 3; round += 1) {
    const heard = once(all.socket, 'ping');
    all.peer.ping('keepalive');
    await heard;
    await vi.advanceTimersByTimeAsync(113_000);
  }
  expect(all.socket.readyState).toBe(WebSocket.OPEN);
  const closed = once(all.socket, 'close');
  await vi.advanceTimersByTimeAsync(1_000);
  await closed;
});

test.each([
  ['a client', keepAlive],
  ['an agent', watchAgent],
])(
  '%s whose socket is not read is not taken for silent; read again and silent, it is cut',
  async (_who, watch) => {
    using all = await ends(false);
    watch(all.socket);
    all.socket.pause();
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(all.socket.readyState).toBe(WebSocket.OPEN);
    all.socket.resume();
    const closed = once(all.socket, 'close');
    await vi.advanceTimersByTimeAsync(2 * 114_000);
    await closed;
  },
);
