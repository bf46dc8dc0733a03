import { cookiesOf, sessionCookieName } from '../session-cookie';
import type { FlowStep, SignInFlow } from '../sign-in-flow';
import { TestBrowser } from './browser';

export interface BrowserSignIn {
  readonly flow: SignInFlow;
  readonly publicUrl: string;
  readonly person: string;
  readonly password: string;
  readonly browser?: TestBrowser;
  readonly after?: string;
  readonly renew?: boolean;
}

/** The whole story over the provider's real pages: begin, name and password, consent, callback. */
export async function signInByBrowser(
  given: BrowserSignIn,
): Promise<{ step: FlowStep; cookieId: string | null }> {
  const { flow, publicUrl, browser = new TestBrowser(), after = null, renew = false } = given;
  const begun = await flow.begin({ after, renew });
  browser.keep(publicUrl, begun.setCookies);
  const callback = await throughProvider(browser, begun.location, given);
  const query = Object.fromEntries(new URL(callback).searchParams);
  const cookieText = Object.entries(browser.cookies(publicUrl)).map(([name, value]) => `${name}=${value}`);
  const step = await flow.finish(query, cookiesOf(new Headers({ cookie: cookieText.join('; ') })));
  browser.keep(publicUrl, step.setCookies);
  return { step, cookieId: browser.cookies(publicUrl)[sessionCookieName(publicUrl)] ?? null };
}

/** More redirects than any provider needs: a loop must end the test, not hang it. */
const stepsMax = 12;

async function throughProvider(
  browser: TestBrowser,
  start: string,
  { publicUrl, person, password }: BrowserSignIn,
): Promise<string> {
  let url = start;
  for (let step = 0; step < stepsMax; step += 1) {
    if (url.startsWith(`${publicUrl}/`)) return url;
    const page = await browser.send(url);
    const answer = page.status === 200 ? await enter(browser, url, person, password) : page;
    const location = answer.headers.get('location');
    if (!location) throw new Error(`${url} answered ${answer.status} and leads nowhere`);
    url = new URL(location, url).href;
  }
  throw new Error('The provider redirects in circles.');
}

const enter = (browser: TestBrowser, url: string, username: string, password: string): Promise<Response> =>
  browser.send(url, {
    method: 'POST',
    headers: { origin: new URL(url).origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ username, password }).toString(),
  });
