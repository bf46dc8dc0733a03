import { withoutScheme } from '../../auth/iam/oidc-trust';
import { type PolicyDocument, parsePolicy } from '../../auth/iam/policy';
import { accountIds } from './accounts';
import type { Person } from './people';

/** The console's name at the OpenID provider: the audience of its id tokens. */
export const clientId = 'quarterdeck';

/**
 * Who may take a role of people: those whose token carries one of the accepted `Role` tags, directly or by a
 * chained AssumeRole that carries the tag on; and the full-access key, to try a role out from a command line.
 */
export function peopleTrust(
  account: string,
  issuer: string,
  accepted: readonly Person['role'][],
): PolicyDocument {
  const provider = withoutScheme(issuer);
  const roles = [...accepted];
  return parsePolicy({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'SignedInPeople',
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${provider}` },
        Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity'],
        Condition: { StringEquals: { [`${provider}:aud`]: clientId, 'aws:RequestTag/Role': roles } },
      },
      {
        Sid: 'ChainedRoles',
        Effect: 'Allow',
        Principal: { AWS: accountIds.map((id) => `arn:aws:iam::${id}:root`) },
        Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
        Condition: { StringEquals: { 'aws:PrincipalTag/Role': roles } },
      },
      {
        Sid: 'FullAccessKey',
        Effect: 'Allow',
        Principal: { AWS: accountIds.map((id) => `arn:aws:iam::${id}:user/emulator`) },
        Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
      },
    ],
  });
}

export const nodeTrust = parsePolicy({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: ['ec2.amazonaws.com', 'ssm.amazonaws.com'] },
      Action: 'sts:AssumeRole',
    },
  ],
});
