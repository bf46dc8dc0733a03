import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { answerOperation, asAwsError } from './answer-operation';
import { claimedBy, pathError, pathRequest } from './answer-path';
import { AwsError } from './aws-error';
import type { Emulator } from './emulator';
import { judgeRequest } from './guard';
import { readBody } from './read-body';
import type { HttpAnswer } from './wire/wire';

/** Takes every request: the guard first, then the mounts (OpenID, control), path services, operations. */
export async function answerRequest(
  emulator: Emulator,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const refusal = judgeRequest(emulator, request);
    if (refusal !== undefined) return refuse(response, refusal);
    const mount = mountOf(emulator, request);
    if (mount) return await mount(request, response);
    if (!emulator.serving) return write(response, notReady);
    await answerAws(emulator, request, response);
  } catch (error) {
    const shown = asAwsError(error);
    // What is left of an oversized body is not read: the connection has no use any more.
    if (shown.status === 413) response.setHeader('connection', 'close');
    write(response, pathError(shown));
  }
}

async function answerAws(emulator: Emulator, request: IncomingMessage, response: ServerResponse) {
  const service = claimedBy(emulator, request);
  const body = await readBody(request, service?.bodyBytesMax);
  if (!service) return write(response, await answerOperation(emulator, request, body));
  try {
    const admitted = await pathRequest(emulator, service, request, body, false);
    await service.handle(admitted, response);
    emulator.touched();
  } catch (error) {
    write(response, pathError(error, service));
  }
}

/** Takes every WebSocket upgrade; what it may not have is answered in plain HTTP and cut. */
export async function answerUpgrade(
  emulator: Emulator,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  socket.on('error', () => socket.destroy());
  const refusal = judgeRequest(emulator, request);
  if (refusal !== undefined) return cut(socket, forbidden(refusal));
  const service = emulator.serving ? claimedBy(emulator, request) : undefined;
  try {
    if (!service?.upgrade) throw new AwsError('UnknownOperationException', 'No socket is served here.', 404);
    await service.upgrade(await pathRequest(emulator, service, request, Buffer.alloc(0), true), socket, head);
    emulator.touched();
  } catch (error) {
    cut(socket, pathError(error, service));
  }
}

function mountOf(emulator: Emulator, request: IncomingMessage) {
  const path = request.url ?? '/';
  for (const [prefix, mount] of emulator.mounts) {
    if (path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}?`)) return mount;
  }
  return undefined;
}

const notReady: HttpAnswer = {
  status: 503,
  headers: { 'content-type': 'application/json', 'retry-after': '1' },
  body: '{"message":"The emulator is starting."}',
};

const forbidden = (message: string): HttpAnswer => ({
  status: 403,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});

/** The body of a refused request is not read, so the connection ends with the answer. */
function refuse(response: ServerResponse, message: string): void {
  response.setHeader('connection', 'close');
  write(response, forbidden(message));
}

/** Writes an answer, unless something was already written. */
export function write(response: ServerResponse, answer: HttpAnswer): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-length': Buffer.byteLength(answer.body),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(answer.body);
}

const reasons: Record<number, string> = { 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found' };

function cut(socket: Duplex, answer: HttpAnswer): void {
  if (!socket.writable) return;
  const head = [
    `HTTP/1.1 ${answer.status} ${reasons[answer.status] ?? 'Error'}`,
    ...Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(answer.body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${answer.body}`);
}
