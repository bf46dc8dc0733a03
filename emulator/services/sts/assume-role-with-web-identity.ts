import { z } from 'zod';
import { judgeResource } from '../../auth/iam/evaluate';
import { withoutScheme } from '../../auth/iam/oidc-trust';
import { RequestContext } from '../../auth/iam/request-context';
import { type Role, roleByArn } from '../../auth/iam/role';
import { AwsError } from '../../server/aws-error';
import { type Call, operation } from '../../server/operation';
import { sessionSeconds } from './session-limits';
import {
  accountOfRole,
  durationShape,
  policyArnsShape,
  policyShape,
  roleArnShape,
  sessionNameShape,
  sessionPolicies,
} from './session-shapes';
import { tagKeys } from './session-tags';
import { startRoleSession } from './start-role-session';
import { readWebIdentity, type WebIdentity } from './web-identity-token';

const input = z.object({
  RoleArn: roleArnShape,
  RoleSessionName: sessionNameShape,
  WebIdentityToken: z.string().min(4).max(20_000),
  ProviderId: z.string().min(4).max(2048).optional(),
  PolicyArns: policyArnsShape,
  Policy: policyShape,
  DurationSeconds: durationShape,
});

/** sts AssumeRoleWithWebIdentity: the token is the proof, so the request is not signed. */
export const assumeRoleWithWebIdentity = operation({
  name: 'AssumeRoleWithWebIdentity',
  readOnly: true,
  unsigned: true,
  secretMembers: ['WebIdentityToken'],
  leavesOut: 'PolicyArns; issuers other than the built-in one; PackedPolicySize',
  input,
  access: () => [],
  async run(asked, call) {
    if (asked.ProviderId !== undefined)
      throw new AwsError('ValidationError', 'ProviderId is for OAuth 2.0 access tokens, not for ID tokens.');
    const identity = await readWebIdentity(call.world, accountOfRole(asked.RoleArn), asked.WebIdentityToken);
    const role = roleByArn(call.world, asked.RoleArn);
    if (!role) throw notAuthorized('sts:AssumeRoleWithWebIdentity');
    askTrust(role, identity, asked.RoleSessionName, call);
    const session = startRoleSession(call.world, {
      role,
      name: asked.RoleSessionName,
      seconds: sessionSeconds(call.world, role, asked.DurationSeconds, false),
      tags: identity.tags,
      transitive: identity.transitive,
      sourceIdentity: identity.sourceIdentity,
      federatedProvider: identity.trust.arn,
      sessionPolicies: sessionPolicies(asked.Policy, asked.PolicyArns),
    });
    return {
      ...session,
      SubjectFromWebIdentityToken: identity.subject,
      Provider: identity.trust.arn,
      Audience: identity.audience,
    };
  },
});

/** AWS says neither whether the role exists nor which condition failed. */
const notAuthorized = (action: string) =>
  new AwsError('AccessDenied', `Not authorized to perform ${action}`, 403);

function askTrust(role: Role, identity: WebIdentity, sessionName: string, call: Call): void {
  const context = new RequestContext({ ...trustKeys(identity, call), 'sts:RoleSessionName': sessionName });
  const principal = { type: 'Federated', name: identity.trust.arn } as const;
  const needed = ['sts:AssumeRoleWithWebIdentity'];
  if (identity.tags.size > 0) needed.push('sts:TagSession');
  if (identity.sourceIdentity !== undefined) needed.push('sts:SetSourceIdentity');
  const refused = needed.find(
    (action) =>
      judgeResource(role.trustPolicy, principal, { action, resource: role.arn, context }).direct !== 'allow',
  );
  if (refused !== undefined) throw notAuthorized(refused);
}

/** Keys for trust policies of OpenID providers (IAM User Guide, Available keys for AWS OIDC federation). */
function trustKeys(
  identity: WebIdentity,
  call: Call,
): Record<string, string | readonly string[] | undefined> {
  const provider = withoutScheme(identity.trust.issuer);
  return {
    [`${provider}:aud`]: identity.audience,
    [`${provider}:sub`]: identity.subject,
    ...(identity.amr.length > 0 ? { [`${provider}:amr`]: identity.amr } : {}),
    'aws:FederatedProvider': identity.trust.arn,
    'sts:SourceIdentity': identity.sourceIdentity,
    'aws:SourceIp': call.sourceIp,
    'aws:UserAgent': call.userAgent,
    'aws:RequestedRegion': call.place.region,
    'aws:CurrentTime': new Date(call.now).toISOString(),
    'aws:EpochTime': String(Math.floor(call.now / 1000)),
    ...tagKeys(identity),
  };
}
