import { answerWith } from '../answer';
import type { TestConsole } from './start-console';

/** What a page's call looks like on the wire; a test changes what an attacker would. */
export interface WireCall {
  readonly path: string;
  readonly input?: unknown;
  readonly cookieId?: string | null;
  /** Over the page's own headers; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string;
}

/** Sends one call to the BFF as HTTP, without a socket. */
export async function bffCall(
  { server, cookieHeader }: Pick<TestConsole, 'server' | 'cookieHeader'>,
  { path, input, cookieId = null, headers = {}, body }: WireCall,
): Promise<{ status: number; headers: Headers; text: string; json: unknown }> {
  const origin = server.env.PUBLIC_URL;
  const own: Record<string, string | null> = {
    'content-type': 'application/json',
    'x-quarterdeck': '1',
    host: new URL(origin).host,
    origin,
    cookie: cookieId === null ? null : cookieHeader(cookieId),
    ...headers,
  };
  const sent = Object.entries(own).filter((pair): pair is [string, string] => pair[1] !== null);
  const request = new Request(`${origin}/api/trpc/${path}`, {
    method: 'POST',
    headers: sent,
    body: body ?? JSON.stringify(input ?? null),
  });
  const answer = await answerWith(server, request);
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: JSON.parse(text) };
}
