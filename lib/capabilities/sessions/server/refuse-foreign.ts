import 'server-only';
import type { Person } from '@/lib/auth/person';
import { roleSessionName } from '@/lib/aws/role-session-name';
import { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import { startedBy } from '../model';

/**
 * A session's new token types into somebody's shell, so it is asked for only by who started it, whatever IAM
 * would allow. Throws Problem `forbidden`.
 */
export function refuseForeign(sessionId: string, { person, scope }: { person: Person; scope: Scope }): void {
  if (startedBy(sessionId, roleSessionName(person))) return;
  throw new Problem('forbidden', {
    message: 'This session was started by another person. Only they can go on with it.',
    action: 'ssm:ResumeSession',
    resource: sessionId,
    scope,
  });
}
