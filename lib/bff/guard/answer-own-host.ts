import 'server-only';
import { consoleServer } from '../console-server';
import { askedPathHeader } from './asked-path';

/**
 * Sends a browser to the console's one name. The proxy rewrites to here instead of redirecting itself: Next makes
 * a proxy's Location relative when it leads to the address that Next listens on, which would keep the browser
 * under the foreign name.
 */
export async function answerOwnHost(request: Request): Promise<Response> {
  const { env } = await consoleServer();
  const path = `/${(request.headers.get(askedPathHeader) ?? '').replace(/^[/\\]+/, '')}`;
  return new Response(null, { status: 307, headers: { location: `${env.PUBLIC_URL}${path}` } });
}
