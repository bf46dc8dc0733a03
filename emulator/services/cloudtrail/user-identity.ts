import { temporaryCredential } from '../../auth/credential';
import type { Call } from '../../server/operation';

/** CloudTrail's `userIdentity` (CloudTrail User Guide, CloudTrail userIdentity element). */
export function userIdentity({ caller, world }: Pick<Call, 'caller' | 'world'>): Record<string, unknown> {
  if (caller.kind === 'web-identity') return { type: 'WebIdentityUser' };
  const base = {
    principalId: caller.userId,
    arn: caller.arn,
    accountId: caller.account,
    accessKeyId: caller.accessKeyId,
  };
  if (caller.kind === 'user') return { type: 'IAMUser', ...base, userName: caller.arn.split('/').at(-1) };
  const issuedAtMs = temporaryCredential(world, caller.accessKeyId)?.issuedAtMs;
  return {
    type: 'AssumedRole',
    ...base,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: caller.roleId,
        arn: caller.roleArn,
        accountId: caller.account,
        userName: caller.roleName,
      },
      ...(caller.federatedProvider
        ? { webIdFederationData: { federatedProvider: caller.federatedProvider, attributes: {} } }
        : {}),
      attributes: {
        ...(issuedAtMs === undefined ? {} : { creationDate: wholeSecond(issuedAtMs) }),
        mfaAuthenticated: 'false',
      },
      ...(caller.sourceIdentity ? { sourceIdentity: caller.sourceIdentity } : {}),
    },
  };
}

/** `2026-11-21T22:00:00Z`: CloudTrail's times have no fraction. */
export const wholeSecond = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '');
