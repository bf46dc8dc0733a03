import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { AwsError } from '../server/aws-error';
import { readBody } from '../server/read-body';
import type { World } from '../world/world';
import { findPerson } from './directory';
import type { LoginAttempts } from './login-attempts';
import { messagePage, type Page, signInPage } from './pages';

export interface InteractionRoom {
  readonly provider: Provider;
  readonly world: World;
  readonly password: string;
  readonly attempts: LoginAttempts;
  /** The provider's own origin: the only one its form may be sent from. */
  readonly origin: string;
  readonly consoleOrigins: readonly string[];
}

/** Two fields and some overhead. */
const formBytesMax = 8 * 1024;

/** Sign-in as a page of our own; consent is given for the person, since the console is the provider's only client. */
export async function answerInteraction(
  room: InteractionRoom,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const details = await room.provider.interactionDetails(request, response);
    if (details.prompt.name === 'consent') return await consent(room, request, response, details);
    if (request.method === 'POST') return await signIn(room, request, response);
    show(response, formPage(room, '', undefined, 200));
  } catch (error) {
    if (error instanceof AwsError) throw error;
    show(
      response,
      messagePage(400, 'Sign-in has ended', 'This sign-in is over. Go back to the console and start again.'),
    );
  }
}

type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

async function consent(
  room: InteractionRoom,
  request: IncomingMessage,
  response: ServerResponse,
  details: Details,
) {
  const { Grant } = room.provider;
  const kept = details.grantId ? await Grant.find(details.grantId) : undefined;
  const grant =
    kept ?? new Grant({ accountId: details.session?.accountId, clientId: String(details.params.client_id) });
  grant.addOIDCScope(String(details.params.scope));
  const result = { consent: { grantId: await grant.save() } };
  await room.provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

async function signIn(room: InteractionRoom, request: IncomingMessage, response: ServerResponse) {
  const { origin } = request.headers;
  // The guard lets consoles call the provider; its form, though, is nobody's but its own.
  if (origin !== undefined && origin !== room.origin)
    throw new AwsError('Forbidden', 'The sign-in form may only be sent from its own page.', 403);
  const form = new URLSearchParams((await readBody(request, formBytesMax)).toString('utf8'));
  const userName = (form.get('username') ?? '').trim().toLowerCase();
  const wait = room.attempts.waitSeconds();
  if (wait > 0) {
    response.setHeader('retry-after', String(wait));
    return show(
      response,
      formPage(room, userName, `Too many wrong passwords. Try again in ${wait} seconds.`, 429),
    );
  }
  if (!findPerson(room.world, userName) || !sameText(form.get('password') ?? '', room.password)) {
    room.attempts.failed();
    return show(response, formPage(room, userName, 'The user name or the password is wrong.', 401));
  }
  await room.provider.interactionFinished(request, response, { login: { accountId: userName } });
}

const formPage = (room: InteractionRoom, userName: string, problem: string | undefined, status: number) =>
  signInPage({ userName, problem, status, formTargets: room.consoleOrigins });

function show(response: ServerResponse, page: Page): void {
  response.writeHead(page.status, { ...page.headers });
  response.end(page.html);
}

function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
