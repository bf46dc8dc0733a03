import 'server-only';
import NextAuth, { type AuthOptions } from 'next-auth';

/** One request to next-auth, in its own terms. */
export interface NextAuthRequest {
  readonly path: readonly [action: string, providerId: string];
  readonly method: 'GET' | 'POST';
  readonly query: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, string>>;
}

/** What it wants done: where to send the browser, and the cookies to set (whole `Set-Cookie` values). */
export interface NextAuthAnswer {
  readonly location: string | null;
  readonly setCookies: readonly string[];
}

/**
 * Calls next-auth as a function. Its own routes (session, providers, error pages, CSRF pages) are never mounted:
 * what is not reachable needs no defence. `publicUrl` is the only name it knows; forwarded headers never reach it.
 */
export async function callNextAuth(
  options: AuthOptions,
  publicUrl: string,
  { path, method, query, cookies, body }: NextAuthRequest,
): Promise<NextAuthAnswer> {
  // next-auth 4 takes its origin from here alone and reads it before its first await.
  process.env.NEXTAUTH_URL = publicUrl;
  const reply = new Reply();
  const request = { query: { ...query, nextauth: path }, method, cookies, body: body ?? {}, headers: {} };
  await NextAuth(options)(request, reply);
  return { location: reply.header('location')[0] ?? null, setCookies: reply.header('set-cookie') };
}

/** The part of a Node response that next-auth 4 writes to. */
class Reply {
  private readonly headers = new Map<string, string[]>();

  header = (name: string): string[] => this.headers.get(name.toLowerCase()) ?? [];
  getHeader = (name: string): string[] => [...this.header(name)];
  setHeader(name: string, value: string | string[]): this {
    this.headers.set(name.toLowerCase(), [value].flat());
    return this;
  }
  status(): this {
    return this;
  }
  end(): void {}
  send(): void {}
  json(): void {}
}
