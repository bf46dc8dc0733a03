import type { AccessRequest } from '../server/operation';
import type { Circumstances } from './access';

type Keys = Record<string, string | readonly string[] | undefined>;

/** The `aws:` condition keys every request has (IAM User Guide, AWS global condition context keys). */
export function globalKeys(circumstances: Circumstances, access: AccessRequest): Keys {
  const { credential, place, now } = circumstances;
  const { caller } = credential;
  return {
    ...originKeys(circumstances, access),
    ...principalTagKeys(caller.tags),
    'aws:PrincipalArn': caller.roleArn ?? caller.arn,
    'aws:PrincipalAccount': caller.account,
    'aws:PrincipalType': caller.kind === 'user' ? 'User' : 'AssumedRole',
    'aws:PrincipalIsAWSService': 'false',
    'aws:userid': caller.userId,
    'aws:username': caller.kind === 'user' ? caller.arn.split('/').at(-1) : undefined,
    'aws:SourceIdentity': caller.sourceIdentity,
    'aws:FederatedProvider': caller.federatedProvider,
    'aws:TokenIssueTime':
      credential.sessionToken === undefined ? undefined : new Date(credential.issuedAtMs).toISOString(),
    'aws:RequestedRegion': place.region,
    'aws:ResourceAccount': resourceAccount(access.resource) ?? place.account,
    'aws:CurrentTime': new Date(now).toISOString(),
    'aws:EpochTime': String(Math.floor(now / 1000)),
  };
}

/** A service that calls another for the caller (SSM asking KMS) shows no address of the caller's (aws:SourceIp, aws:CalledVia). */
function originKeys({ sourceIp, userAgent, secure }: Circumstances, { keys }: AccessRequest): Keys {
  const via = [keys?.['kms:ViaService'] ?? []].flat()[0];
  const origin = { 'aws:UserAgent': userAgent, 'aws:SecureTransport': String(secure) };
  if (via === undefined) return { ...origin, 'aws:SourceIp': sourceIp, 'aws:ViaAWSService': 'false' };
  const service = `${via.split('.')[0]}.amazonaws.com`;
  return {
    ...origin,
    'aws:ViaAWSService': 'true',
    'aws:CalledVia': [service],
    'aws:CalledViaFirst': service,
    'aws:CalledViaLast': service,
  };
}

const principalTagKeys = (tags: ReadonlyMap<string, string>): Keys =>
  Object.fromEntries([...tags].map(([key, value]) => [`aws:PrincipalTag/${key}`, value]));

const resourceAccount = (arn: string) => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];
