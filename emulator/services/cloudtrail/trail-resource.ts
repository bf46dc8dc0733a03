import type { TrailResource } from './event';

const types: Record<string, string> = {
  'ec2:instance': 'AWS::EC2::Instance',
  'iam:role': 'AWS::IAM::Role',
  'kms:key': 'AWS::KMS::Key',
  'ssm:document': 'AWS::SSM::Document',
  'ssm:managed-instance': 'AWS::SSM::ManagedInstance',
  'ssm:parameter': 'AWS::SSM::Parameter',
  'ssm:patchbaseline': 'AWS::SSM::PatchBaseline',
  'ssm:session': 'AWS::SSM::Session',
};

/** How LookupEvents names a resource: keys and roles by ARN, the rest by id or name; nothing for `*` and unknown kinds. */
export function trailResource(arn: string): TrailResource | undefined {
  const [, , service = '', , , ...rest] = arn.split(':');
  const local = rest.join(':');
  const kind = local.split('/')[0] ?? '';
  const ResourceType = types[`${service}:${kind}`];
  if (!ResourceType || local.includes('*')) return undefined;
  return { ResourceType, ResourceName: nameOf(`${service}:${kind}`, arn, local.slice(kind.length + 1)) };
}

function nameOf(kind: string, arn: string, local: string): string {
  if (kind === 'kms:key' || kind === 'iam:role') return arn;
  // `parameter/staging/db` is the parameter `/staging/db`: its ARN has no second slash.
  return kind === 'ssm:parameter' && local.includes('/') ? `/${local}` : local;
}
