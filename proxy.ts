import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { askedPathHeader } from '@/lib/bff/guard/asked-path';
import { type GuardSettings, guard } from '@/lib/bff/guard/guard';
import { readEnv } from '@/lib/config/env';
import { readConfig } from '@/lib/config/read-config';

let settings: GuardSettings | undefined;

/** Read once: instrumentation.ts has already refused to start on a mistake. */
function guardSettings(): GuardSettings {
  if (!settings) {
    const env = readEnv(process.env);
    const dev = process.env.NODE_ENV !== 'production';
    settings = { env, config: readConfig(env.QUARTERDECK_CONFIG), dev };
  }
  return settings;
}

/** Before every page, file and call: the one host, the headers, the nonce, the sign-in page for strangers. */
export function proxy(request: NextRequest): NextResponse {
  const verdict = guard(request, guardSettings(), randomBytes(16).toString('base64'));
  if (verdict.do === 'sign-in') return NextResponse.redirect(verdict.to, 307);
  if (verdict.do === 'own-host') return toOwnHost(request, verdict.path);
  if (verdict.do === 'refuse') return new NextResponse('Not a name of this console.', { status: 421 });
  const response = NextResponse.next({ request: { headers: verdict.requestHeaders } });
  for (const [name, value] of Object.entries(verdict.responseHeaders)) response.headers.set(name, value);
  return response;
}

function toOwnHost(request: NextRequest, path: string): NextResponse {
  const headers = new Headers({ [askedPathHeader]: path });
  return NextResponse.rewrite(new URL('/api/own-host', request.url), { request: { headers } });
}

/** Calls of the page are judged by the same guard where they are answered (lib/bff/answer.ts). */
export const config = { matcher: ['/((?!api/trpc/).*)'] };
