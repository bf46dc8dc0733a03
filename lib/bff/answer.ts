import 'server-only';
import { randomUUID } from 'node:crypto';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { sessionCookieOf } from '@/lib/auth/session-cookie';
import { Problem } from '@/lib/kernel/problem';
import { bffRouter } from '@/lib/registry.server';
import type { Asked } from './asked';
import { bodyBytesMax, readBounded } from './bounded-body';
import type { ConsoleServer } from './console-server';
import { consoleServer } from './console-server';
import type { BffContext } from './context';
import { guard } from './guard/guard';
import { logCall } from './log-call';
import { refuseForeign } from './same-site';
import { toWire } from './wire-problem';

/** The BFF over HTTP: one operation a POST. */
export const answerBff = async (asked: Asked): Promise<Response> => answerWith(await consoleServer(), asked);

/** The same for a server that is given: tests hold several. */
export async function answerWith(server: ConsoleServer, asked: Asked): Promise<Response> {
  const requestId = randomUUID();
  const log = server.log.child({ requestId });
  try {
    const guarded = guardedHeaders(server, asked);
    refuseForeign(asked.headers, server.env.PUBLIC_URL);
    const body = await readBounded(asked, bodyBytesMax);
    const { url, method, headers, signal } = asked;
    const request = new Request(url, { method, headers, signal, body });
    return await handle(server, request, { requestId, log, guarded });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    log.warn({ code: error.code, origin: asked.headers.get('origin') }, error.message);
    return refused(error, requestId);
  }
}

interface Given extends Pick<BffContext, 'requestId' | 'log'> {
  readonly guarded: Record<string, string>;
}

/** The guard of every other address, asked here: Next's proxy layer copies each body, which costs more than a call. */
function guardedHeaders({ env, config }: ConsoleServer, asked: Asked): Record<string, string> {
  const verdict = guard(asked, { env, config, dev: false }, '');
  if (verdict.do === 'serve') return verdict.responseHeaders;
  throw new Problem('forbidden', { message: 'The request was made to a name that is not this console’s.' });
}

function handle(
  server: ConsoleServer,
  request: Request,
  { requestId, log, guarded }: Given,
): Promise<Response> {
  const reply = new Headers({ ...guarded, 'cache-control': 'no-store', 'x-request-id': requestId });
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: bffRouter,
    allowMethodOverride: true,
    allowBatching: false,
    createContext: () => ({
      server,
      requestId,
      log,
      cookieId: sessionCookieOf(request.headers, server.env.PUBLIC_URL),
      pagePerson: pagePersonOf(request.headers),
      reply,
    }),
    onError: ({ error, path }) => logCall(log, path, error),
    responseMeta: () => ({ headers: reply }),
  });
}

/** In tRPC's error shape, so that the page reads it like any other. */
const refused = (problem: Problem, requestId: string): Response =>
  Response.json(
    {
      error: {
        message: problem.message,
        code: -32_600,
        data: { problem: { ...toWire(problem), requestId } },
      },
    },
    {
      status: problem.facts.field === 'body' ? 413 : 403,
      headers: { 'cache-control': 'no-store', 'x-request-id': requestId },
    },
  );

function pagePersonOf(headers: Headers): string | null {
  const text = headers.get('x-quarterdeck-person');
  try {
    return text === null ? null : decodeURIComponent(text);
  } catch {
    return text;
  }
}
