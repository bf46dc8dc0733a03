import type { IncomingMessage } from 'node:http';
import type { SignedRequest } from '../auth/verify-signature';

/** The request in the form its signature was made over. */
export function signedRequest(request: IncomingMessage, body: Buffer): SignedRequest {
  const [path = '/', query = ''] = splitTarget(request.url ?? '/');
  return { method: request.method ?? 'GET', path, query, headers: request.headers, body };
}

function splitTarget(target: string): [string, string] {
  const at = target.indexOf('?');
  return at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)];
}

/** The request's URL; its host is of no meaning here, the guard has judged the real one. */
export const requestUrl = (request: IncomingMessage): URL => new URL(`http://emulator${request.url ?? '/'}`);
