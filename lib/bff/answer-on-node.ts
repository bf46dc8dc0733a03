import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Asked } from './asked';

const gzipped = promisify(gzip);
/** What fits one packet gains nothing. */
const compressFromBytes = 1_400;

/** One exchange of Node's own server, answered by a function of the web's shapes. Never rejects. */
export async function answerOnNode(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (asked: Asked) => Promise<Response>,
): Promise<void> {
  try {
    await send(request, response, await answer(askedOf(request, response)));
  } catch (error) {
    // A caller that went away while it was answered is nobody's failure.
    if (!response.destroyed) process.stderr.write(`quarterdeck: a call could not be answered: ${error}\n`);
    if (!response.headersSent) response.writeHead(500, { 'cache-control': 'no-store' });
    response.end();
  }
}

/** Of the request line only the path is believed; which host was asked is in the headers, for the guard to judge. */
function askedOf(request: IncomingMessage, response: ServerResponse): Asked {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const headers = new Headers();
  for (const [name, values] of Object.entries(request.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  return {
    url: `http://calls.invalid${request.url}`,
    method: request.method ?? 'POST',
    headers,
    signal: gone.signal,
    // Left early (a body over its limit), the request must live on: its answer goes over the same socket.
    body: request.iterator({ destroyOnReturn: false }),
  };
}

async function send(request: IncomingMessage, response: ServerResponse, answered: Response): Promise<void> {
  const whole = Buffer.from(await answered.arrayBuffer());
  const small = whole.byteLength < compressFromBytes || !/\bgzip\b/.test(acceptedBy(request));
  const body = small ? whole : await gzipped(whole);
  response.statusCode = answered.status;
  for (const [name, value] of answered.headers) if (name !== 'set-cookie') response.setHeader(name, value);
  const cookies = answered.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  response.setHeader('vary', 'accept-encoding');
  if (!small) response.setHeader('content-encoding', 'gzip');
  // What was not read is not waited for.
  if (!request.complete) response.setHeader('connection', 'close');
  response.setHeader('content-length', body.byteLength);
  response.end(body);
}

const acceptedBy = ({ headers }: IncomingMessage): string => String(headers['accept-encoding'] ?? '');
