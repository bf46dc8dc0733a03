import type { AccessRequest, ResourcePolicy } from '../server/operation';
import type { World } from '../world/world';
import type { Caller } from './caller';
import type { Credential } from './credential';
import { globalKeys } from './global-keys';
import { type Answer, judgeIdentity, judgeResource, type Question } from './iam/evaluate';
import { type PolicyDocument, parsePolicy } from './iam/policy';
import type { Principal } from './iam/principal';
import { RequestContext } from './iam/request-context';
import { roleByArn } from './iam/role';

/** Everything about a request, besides what is asked, that policies may look at. */
export interface Circumstances {
  readonly world: World;
  readonly credential: Credential;
  readonly sourceIp: string;
  readonly userAgent: string;
  readonly secure: boolean;
  readonly now: number;
  readonly place: { readonly account: string; readonly region: string };
}

type PolicyKind = 'an identity-based' | 'a session' | 'a resource-based';

/** Allowed, or which kind of policy refused, by saying no or by saying nothing. */
export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly explicit: boolean; readonly by: PolicyKind };

const allowed: Verdict = { allowed: true };
const denied = (by: PolicyKind): Verdict => ({ allowed: false, explicit: true, by });
const silent = (by: PolicyKind): Verdict => ({ allowed: false, explicit: false, by });

/**
 * IAM's decision (IAM User Guide, Policy evaluation logic): an explicit Deny anywhere ends it; then the
 * resource's policy, the caller's and the session's must all let it pass as their kinds demand.
 */
export function judgeAccess(access: AccessRequest, circumstances: Circumstances): Verdict {
  const { credential, world } = circumstances;
  const context = new RequestContext(() => ({ ...globalKeys(circumstances, access), ...access.keys }));
  const question = { action: access.action, resource: access.resource, context };
  const identity = judgeIdentity(identityPolicies(world, credential.caller), question);
  const session =
    credential.sessionPolicies.length === 0 ? 'allow' : judgeIdentity(credential.sessionPolicies, question);
  const gate = access.resourcePolicy && judgeGate(access.resourcePolicy, credential.caller, question);
  if (identity === 'deny') return denied('an identity-based');
  if (session === 'deny') return denied('a session');
  if (gate?.answer === 'deny') return denied('a resource-based');
  if (gate && gate.answer !== 'allow') return silent('a resource-based');
  if (identity !== 'allow' && !gate?.suffices) return silent('an identity-based');
  return session === 'allow' ? allowed : silent('a session');
}

/**
 * Key policies and trust policies are gates: they must let the caller through, by name or by its account. By
 * name and within the resource's own account that is enough without an identity policy.
 */
function judgeGate(
  { document, account }: ResourcePolicy,
  caller: Caller,
  question: Question,
): { answer: Answer; suffices: boolean } {
  const { direct, account: byAccount } = judgeResource(document, principalOf(caller), question);
  if (direct === 'deny' || byAccount === 'deny') return { answer: 'deny', suffices: false };
  const answer = direct === 'allow' || byAccount === 'allow' ? 'allow' : 'none';
  return { answer, suffices: direct === 'allow' && account === caller.account };
}

const principalOf = (caller: Caller): Principal => ({
  type: 'AWS',
  account: caller.account,
  arns: caller.roleArn ? [caller.roleArn, caller.arn] : [caller.arn],
});

const administratorAccess = parsePolicy({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

function identityPolicies(world: World, caller: Caller): readonly PolicyDocument[] {
  if (caller.kind === 'user') return [administratorAccess];
  return (caller.roleArn ? roleByArn(world, caller.roleArn)?.policies : undefined) ?? [];
}

/** The refusal in AWS's words (IAM User Guide, Troubleshoot access denied error messages). */
export function accessDeniedMessage(
  { action, resource }: AccessRequest,
  caller: Caller,
  verdict: Exclude<Verdict, { allowed: true }>,
): string {
  const reason = verdict.explicit
    ? `with an explicit deny in ${verdict.by} policy`
    : `because no ${verdict.by.replace(/^an? /, '')} policy allows the ${action} action`;
  return `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
}
