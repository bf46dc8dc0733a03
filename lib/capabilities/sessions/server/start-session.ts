import 'server-only';
import { StartSessionCommand } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import type { ConsoleConfig } from '@/lib/config/console-config';
import { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import { type DocumentFacts, type StartedSession, startInput } from '../contract';
import { readDocument } from './read-document';
import { ticketOf } from './ticket';

/**
 * Opens one session as the person who asks. Sent once and never again by itself: a repeat of a request that AWS
 * had already heard would open a second shell that nobody sees.
 */
export const startSession = inScope
  .meta({ needs: ['ssm:StartSession', 'ssm:GetDocument'] })
  .input(startInput)
  .mutation(async ({ ctx, input }): Promise<StartedSession> => {
    // Before the start: the key that the document names now is the only one that this session may be sealed with.
    const document = await readDocument(ctx.aws.ssm(), input.documentName);
    if (mustBeLogged(ctx.server.config, ctx.scope)) refuseUnlogged(document, ctx.scope);
    const started = await ctx.aws.ssm({ retry: 'never' }).send(
      new StartSessionCommand({
        Target: input.target,
        Reason: input.reason,
        DocumentName: input.documentName,
        Parameters: input.parameters,
      }),
    );
    const ticket = ticketOf(started);
    if (!ticket)
      throw new Problem('upstream', { message: 'AWS started a session without a way to reach it.' });
    return { ...ticket, document };
  });

/** An account's own setting goes before the file's. */
function mustBeLogged({ accounts, sessions }: ConsoleConfig, scope: Scope): boolean {
  const account = accounts.find(({ id }) => id === scope.account);
  return account?.refuseUnloggedSessions ?? sessions.refuseUnloggedSessions;
}

/** Throws `forbidden` unless the document proves that the session is kept somewhere. */
function refuseUnlogged({ name, logging }: DocumentFacts, scope: Scope): void {
  if (logging.is === 'logged') return;
  const why = logging.is === 'unknown' ? logging.why : `${name} sends sessions to no log.`;
  throw new Problem('forbidden', {
    message: `Sessions in this account must be logged, and this one would not be. ${why}`,
    action: 'ssm:StartSession',
    resource: name,
    scope,
    nextStep: 'Ask the administrator to set S3 or CloudWatch Logs in the Session Manager preferences.',
  });
}
