import 'server-only';
import { cookiesOf } from '@/lib/auth/session-cookie';
import type { FlowStep } from '@/lib/auth/sign-in-flow';
import { Problem } from '@/lib/kernel/problem';
import { readBounded } from './bounded-body';
import { type ConsoleServer, consoleServer } from './console-server';
import { goOn } from './go-on';
import { refuseForeignOrigin } from './same-site';

/** The form has two short fields. */
const formBytesMax = 4 * 1024;

/** POST of the sign-in page's form: on to the provider. */
export const beginSignIn = async (request: Request): Promise<Response> =>
  beginWith(await consoleServer(), request);

/** The provider sends the browser back here. */
export const finishSignIn = async (request: Request): Promise<Response> =>
  finishWith(await consoleServer(), request);

export async function beginWith(server: ConsoleServer, request: Request): Promise<Response> {
  try {
    refuseForeignOrigin(request.headers, server.env.PUBLIC_URL);
    const form = new URLSearchParams(new TextDecoder().decode(await readBounded(request, formBytesMax)));
    const step = await server.flow.begin({ after: form.get('after'), renew: form.get('renew') === '1' });
    // Not a redirect: the page's form-action would have to allow every host that the provider leads on to.
    return goOn(step);
  } catch (error) {
    if (error instanceof Problem) return new Response(error.message, { status: 403, headers: noStore });
    throw error;
  }
}

export async function finishWith(server: ConsoleServer, request: Request): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return redirect(await server.flow.finish(query, cookiesOf(request.headers)), server.env.PUBLIC_URL);
}

const noStore = { 'cache-control': 'no-store' };

function redirect({ location, setCookies }: FlowStep, publicUrl: string): Response {
  const headers = new Headers({ ...noStore, location: new URL(location, publicUrl).href });
  for (const cookie of setCookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}
