import { judgeResource } from '../../../auth/iam/evaluate';
import { RequestContext } from '../../../auth/iam/request-context';
import { roleArn, roleByArn } from '../../../auth/iam/role';
import { validationError } from '../../../server/aws-error';
import type { AccessRequest, Call } from '../../../server/operation';
import type { Place, World } from '../../../world/world';

const service = 'ssm.amazonaws.com';

/** Giving a role to a service needs iam:PassRole on it (IAM User Guide, Grant a user permissions to pass a role). */
export const passRole = ({ place }: Call, roleName: string): AccessRequest => ({
  action: 'iam:PassRole',
  resource: roleArn(place.account, roleName),
  keys: { 'iam:PassedToService': service },
});

/** Throws AWS's ValidationException for a role that is not there, or that Systems Manager may not assume. */
export function requireServiceRole(world: World, { account }: Place, roleName: string): void {
  const arn = roleArn(account, roleName);
  const role = roleByArn(world, arn);
  const asked = { action: 'sts:AssumeRole', resource: arn, context: new RequestContext({}) };
  const trusts =
    role && judgeResource(role.trustPolicy, { type: 'Service', name: service }, asked).direct === 'allow';
  if (!trusts) throw validationError(`Not existing role: ${arn}`);
}
