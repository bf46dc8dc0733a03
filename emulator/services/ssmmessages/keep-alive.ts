import type { WebSocket } from 'ws';

/** A real client is silent for five minutes and a browser cannot ping: this keeps proxies awake (paper section 3.4). */
const pingEveryMs = 30_000;

/** Pings a client; one that has not answered the ping before is cut, so that its agent can be paused. */
export function keepAlive(socket: WebSocket): void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, pingEveryMs);
  timer.unref();
  socket.on('pong', () => {
    answered = true;
  });
  socket.once('close', () => clearInterval(timer));
}
