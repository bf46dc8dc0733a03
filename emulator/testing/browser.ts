/** A browser as small as the sign-in flow needs: it keeps cookies and follows redirects until one leaves the emulator. */
export class TinyBrowser {
  readonly #cookies = new Map<string, string>();

  constructor(private readonly origin: string) {}

  async send(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(new URL(url, this.origin), { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) this.#take(cookie);
    return response;
  }

  /** Follows redirects; the last answer, or the address outside that a redirect led to. */
  async follow(
    url: string,
    init: RequestInit = {},
  ): Promise<{ response: Response; leftTo?: URL; at: string }> {
    let at = url;
    let response = await this.send(at, init);
    for (let next = response.headers.get('location'); next; next = response.headers.get('location')) {
      const to = new URL(next, new URL(at, this.origin));
      if (to.origin !== this.origin) return { response, leftTo: to, at };
      at = to.href;
      response = await this.send(at);
    }
    return { response, at };
  }

  #take(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    if (value === '' || /expires=Thu, 01 Jan 1970/i.test(cookie)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
