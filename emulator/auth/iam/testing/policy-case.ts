import { type Answer, judgeIdentity } from '../evaluate';
import { parsePolicy } from '../policy';
import { RequestContext } from '../request-context';

export type Keys = Record<string, string | string[]>;

/** A policy, a request, and what IAM says to it. */
export interface Case {
  readonly why: string;
  readonly statement: Record<string, unknown> | Record<string, unknown>[];
  readonly action: string;
  readonly resource: string;
  readonly keys?: Keys;
  readonly answer: Answer;
  readonly version?: '2008-10-17';
}

export const instance = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0';

export function judge({ statement, action, resource, keys = {}, version }: Case): Answer {
  const policy = parsePolicy({ Version: version ?? '2012-10-17', Statement: statement });
  return judgeIdentity([policy], { action, resource, context: new RequestContext(keys) });
}

/** A statement that allows everything, but for what is given. */
export const allow = (over: Record<string, unknown>) => ({
  Effect: 'Allow',
  Action: '*',
  Resource: '*',
  ...over,
});
