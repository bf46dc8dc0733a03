import 'server-only';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import { answerOnNode } from './answer-on-node';
import type { Asked } from './asked';

const callsPath = '/api/trpc/';

type Answer = (asked: Asked) => Promise<Response>;

/**
 * Answers the page's calls where Node's server hands them out, before Next sees them: its route handlers cost
 * several times what a call to AWS does (bench/README.md). Everything else stays Next's, and so does this path where
 * there is no door (`next dev`): app/api/trpc asks the same function.
 *
 * Next makes the server and hands it to nobody. Node names it at each request, just before its listeners are called
 * (Node documentation, diagnostics_channel, `http.server.request.start`). `onServer` is told of it once.
 */
export function openFrontDoor(answer: Answer, onServer: (server: Server) => void): void {
  const first = (message: unknown) => {
    const server = serverIn(message);
    if (!server) return;
    unsubscribe(requestStart, first);
    stepInFront(server, answer);
    onServer(server);
  };
  subscribe(requestStart, first);
}

const requestStart = 'http.server.request.start';

const serverIn = (message: unknown): Server | null =>
  typeof message === 'object' && message !== null && 'server' in message && message.server instanceof Server
    ? message.server
    : null;

function stepInFront(server: Server, answer: Answer): void {
  const others = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (isCall(request)) void answerOnNode(request, response, answer);
    else for (const other of others) other.call(server, request, response);
  });
}

/** Also once dots in the path are resolved, as everything behind this door reads it. */
const isCall = ({ url = '', method }: IncomingMessage): boolean =>
  method === 'POST' &&
  url.startsWith(callsPath) &&
  (URL.parse(url, 'http://calls.invalid')?.pathname.startsWith(callsPath) ?? false);
