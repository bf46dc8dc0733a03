import { arnMatches } from './arn-match';
import { conditionsHold } from './condition';
import { compilePattern, type PatternRules } from './pattern';
import type { PolicyDocument, Statement } from './policy';
import { type Principal, principalFit } from './principal';
import type { RequestContext } from './request-context';

export interface Question {
  readonly action: string;
  /** An ARN, or `*` for actions without resource types. */
  readonly resource: string;
  readonly context: RequestContext;
}

/** What a set of policies says: an explicit Deny outranks every Allow; silence is `none`. */
export type Answer = 'allow' | 'deny' | 'none';

/** Judges identity-based policies (and session policies): they belong to the caller, so no Principal is looked at. */
export const judgeIdentity = (policies: readonly PolicyDocument[], question: Question): Answer =>
  strongest(policies.flatMap((policy) => effects(policy, question, true, () => true)));

/** What a resource's policy says of one principal, told by name and told by account apart. */
export interface ResourceAnswer {
  readonly direct: Answer;
  /** Through `arn:aws:iam::<account>:root`: lets the account's own identity policies decide. */
  readonly account: Answer;
}

/** Judges a key policy or a trust policy. Trust policies have no Resource: the role itself is meant. */
export function judgeResource(
  policy: PolicyDocument,
  principal: Principal,
  question: Question,
): ResourceAnswer {
  const says = (wanted: 'direct' | 'account') =>
    strongest(effects(policy, question, false, (it) => principalFit(it, principal) === wanted));
  return { direct: says('direct'), account: says('account') };
}

function strongest(effects: readonly Statement['Effect'][]): Answer {
  if (effects.includes('Deny')) return 'deny';
  return effects.includes('Allow') ? 'allow' : 'none';
}

function effects(
  policy: PolicyDocument,
  question: Question,
  needsResource: boolean,
  concerns: (statement: Statement) => boolean,
): Statement['Effect'][] {
  const rules = {
    context: question.context,
    variables: policy.Version === '2012-10-17',
    wildcards: true,
    ignoreCase: false,
  };
  return policy.Statement.filter(
    (statement) =>
      actionFits(statement, question.action, rules) &&
      resourceFits(statement, question.resource, needsResource, rules) &&
      concerns(statement) &&
      conditionsHold(statement.Condition ?? {}, rules),
  ).map(({ Effect }) => Effect);
}

function actionFits({ Action, NotAction }: Statement, action: string, rules: PatternRules): boolean {
  const fits = (pattern: string) =>
    compilePattern(pattern, { ...rules, variables: false, ignoreCase: true })?.test(action) ?? false;
  if (Action) return Action.some(fits);
  return NotAction !== undefined && !NotAction.some(fits);
}

function resourceFits(
  { Resource, NotResource }: Statement,
  resource: string,
  needed: boolean,
  rules: PatternRules,
): boolean {
  const fits = (pattern: string) => arnMatches(pattern, resource, rules);
  if (Resource) return Resource.some(fits);
  if (NotResource) return !NotResource.some(fits);
  return !needed;
}
