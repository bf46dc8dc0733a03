/** A browser as far as signing in needs one: cookies per host, redirects followed by hand. */
export class TestBrowser {
  private readonly jars = new Map<string, Map<string, string>>();

  /** The cookies for a host, by name. */
  cookies(url: string): Record<string, string> {
    return Object.fromEntries(this.jar(url));
  }

  keep(url: string, setCookies: readonly string[]): void {
    for (const text of setCookies) {
      const [pair = ''] = text.split(';');
      const at = pair.indexOf('=');
      const name = pair.slice(0, at);
      const value = pair.slice(at + 1);
      const ended = /;\s*max-age=0/i.test(text) || value === '' || /expires=Thu, 01 Jan 1970/i.test(text);
      if (ended) this.jar(url).delete(name);
      else this.jar(url).set(name, value);
    }
  }

  async send(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookie = [...this.jar(url)].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie) headers.set('cookie', cookie);
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.keep(url, answer.headers.getSetCookie());
    return answer;
  }

  private jar(url: string): Map<string, string> {
    const { host } = new URL(url);
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    return jar;
  }
}
