import type { WebSocket } from 'ws';

/** A real client is silent for five minutes and a browser cannot ping: this keeps proxies awake (paper section 3.4). */
const pingEveryMs = 30_000;

/**
 * Pings a client; one that has not answered the ping before is cut, so that its agent can be paused. Not while its socket is
 * not read, because its agent takes nothing more: then the answers lie unread.
 */
export function keepAlive(socket: WebSocket): void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered && !socket.isPaused) return socket.terminate();
    answered = socket.isPaused;
    socket.ping();
  }, pingEveryMs);
  timer.unref();
  socket.on('pong', () => {
    answered = true;
  });
  socket.once('close', () => clearInterval(timer));
}

/** Agents ping every 54 s and give up a silent peer after 60 s more (paper section 3.4): so do we with them. */
const agentSilentMsMax = 114_000;
const agentPingEveryMs = 54_000;

/**
 * Cuts an agent's connection on which nothing comes any more: a machine that was switched off says no goodbye. It is
 * pinged too: agents before the 3.3 line ping every five minutes only. Its own pings count beside the answers, because a full
 * terminal keeps AWS's agent from reading ours.
 */
export function watchAgent(socket: WebSocket): void {
  // What is not read, because its client is slow or the node frozen, says nothing.
  const judge = () => (socket.isPaused ? heard() : socket.terminate());
  const silence = setTimeout(judge, agentSilentMsMax).unref();
  const pings = setInterval(() => socket.ping(), agentPingEveryMs).unref();
  const heard = () => silence.refresh();
  for (const sign of ['ping', 'pong', 'message'] as const) socket.on(sign, heard);
  socket.once('close', () => {
    clearTimeout(silence);
    clearInterval(pings);
  });
}
