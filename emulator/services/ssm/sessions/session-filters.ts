import { z } from 'zod';
import { validationError } from '../../../server/aws-error';
import { type Session, sessionStatuses } from './store';

/** botocore shape SessionFilter; its members are lower-case on the wire. */
export const sessionFilter = z.object({
  key: z.enum(['InvokedAfter', 'InvokedBefore', 'Target', 'Owner', 'Status', 'SessionId', 'AccessType']),
  value: z.string().min(1).max(400),
});
type SessionFilter = z.infer<typeof sessionFilter>;

const judges: Record<SessionFilter['key'], (session: Session, value: string) => boolean> = {
  InvokedAfter: (session, value) => session.startedAtMs >= instant(value),
  InvokedBefore: (session, value) => session.startedAtMs < instant(value),
  Target: (session, value) => session.target === value,
  Owner: (session, value) => session.owner === value,
  Status: (session, value) => session.status === oneOf(sessionStatuses, value),
  SessionId: (session, value) => session.id === value,
  AccessType: (_session, value) => oneOf(['Standard', 'JustInTime'], value) === 'Standard',
};

/** Whether a session passes one filter. Throws ValidationException for values AWS would refuse. */
export const matches = (session: Session, { key, value }: SessionFilter): boolean =>
  judges[key](session, value);

function instant(value: string): number {
  const ms = Date.parse(value);
  if (Number.isNaN(ms)) throw validationError(`Invalid filter value: ${value} is not a timestamp.`);
  return ms;
}

function oneOf(allowed: readonly string[], value: string): string {
  if (!allowed.includes(value))
    throw validationError(`Invalid filter value: ${value}. Valid values: ${allowed.join(', ')}.`);
  return value;
}
