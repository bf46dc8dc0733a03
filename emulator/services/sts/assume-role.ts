import { z } from 'zod';
import { type Role, roleByArn } from '../../auth/iam/role';
import { AwsError } from '../../server/aws-error';
import { type AccessRequest, type Call, operation } from '../../server/operation';
import { sessionSeconds } from './session-limits';
import {
  durationShape,
  policyArnsShape,
  policyShape,
  roleArnShape,
  sessionNameShape,
  sessionPolicies,
} from './session-shapes';
import { checkTags, type SessionTags, tagKeys } from './session-tags';
import { startRoleSession } from './start-role-session';

const input = z.object({
  RoleArn: roleArnShape,
  RoleSessionName: sessionNameShape,
  PolicyArns: policyArnsShape,
  Policy: policyShape,
  DurationSeconds: durationShape,
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
  TransitiveTagKeys: z.array(z.string()).default([]),
  ExternalId: z.string().min(2).max(1224).optional(),
  SourceIdentity: z
    .string()
    .min(2)
    .max(64)
    .regex(/^[\w+=,.@-]*$/)
    .optional(),
});

type Asked = z.output<typeof input>;

/** sts AssumeRole, also from a role's session: its transitive tags and its source identity go along. */
export const assumeRole = operation({
  name: 'AssumeRole',
  readOnly: true,
  leavesOut: 'PolicyArns, ProvidedContexts, MFA (SerialNumber, TokenCode), PackedPolicySize',
  input,
  access: (asked, call) => assumeAccess(asked, call),
  run(asked, call) {
    const role = roleOf(asked, call);
    const { tags, transitive } = sessionTagsOf(asked, call);
    return startRoleSession(call.world, {
      role,
      name: asked.RoleSessionName,
      seconds: sessionSeconds(call.world, role, asked.DurationSeconds, call.caller.kind !== 'user'),
      tags,
      transitive,
      sourceIdentity: sourceIdentityOf(asked, call),
      sessionPolicies: sessionPolicies(asked.Policy, asked.PolicyArns),
    });
  },
});

function roleOf({ RoleArn }: Asked, call: Call): Role {
  const role = roleByArn(call.world, RoleArn);
  if (role) return role;
  throw new AwsError(
    'AccessDenied',
    `User: ${call.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
    403,
  );
}

function assumeAccess(asked: Asked, call: Call): AccessRequest[] {
  const role = roleOf(asked, call);
  const sessionTags = sessionTagsOf(asked, call);
  const sourceIdentity = sourceIdentityOf(asked, call);
  const actions = ['sts:AssumeRole'];
  if (sessionTags.tags.size > 0) actions.push('sts:TagSession');
  if (sourceIdentity !== undefined) actions.push('sts:SetSourceIdentity');
  const keys = {
    'sts:RoleSessionName': asked.RoleSessionName,
    ...(asked.ExternalId ? { 'sts:ExternalId': asked.ExternalId } : {}),
    ...(sourceIdentity ? { 'sts:SourceIdentity': sourceIdentity } : {}),
    ...tagKeys(sessionTags),
  };
  const resourcePolicy = { document: role.trustPolicy, account: role.account };
  return actions.map((action) => ({ action, resource: role.arn, keys, resourcePolicy }));
}

/** Transitive tags of the calling session come first and cannot be set again (IAM User Guide, Chaining roles with session tags). */
function sessionTagsOf(asked: Asked, { caller }: Call): SessionTags {
  const carried = caller.transitiveTagKeys.map((key): [string, string] => [key, caller.tags.get(key) ?? '']);
  const clash = asked.Tags.find(({ Key }) =>
    carried.some(([key]) => key.toLowerCase() === Key.toLowerCase()),
  );
  if (clash)
    throw new AwsError(
      'InvalidParameterValue',
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  const own = checkTags({
    tags: new Map(asked.Tags.map(({ Key, Value }) => [Key, Value])),
    transitive: asked.TransitiveTagKeys,
  });
  return {
    tags: new Map([...carried, ...own.tags]),
    transitive: [...caller.transitiveTagKeys, ...own.transitive],
  };
}

/** Once set, a source identity stays for the whole chain (IAM User Guide, Monitor and control actions taken with assumed roles). */
function sourceIdentityOf(asked: Asked, { caller }: Call): string | undefined {
  if (
    caller.sourceIdentity !== undefined &&
    (asked.SourceIdentity ?? caller.sourceIdentity) !== caller.sourceIdentity
  )
    throw new AwsError(
      'AccessDenied',
      `User: ${caller.arn} is not authorized to perform: sts:SetSourceIdentity on resource: ${asked.RoleArn}`,
      403,
    );
  return asked.SourceIdentity ?? caller.sourceIdentity;
}
