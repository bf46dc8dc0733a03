import type { JWK } from 'jose';
import { trustIssuer } from '../../auth/iam/oidc-trust';
import type { PolicyDocument } from '../../auth/iam/policy';
import { putRole, roleArn, roleId } from '../../auth/iam/role';
import { hybridRoleName, nodeRoleName } from '../../auth/node-credentials';
import type { World } from '../../world/world';
import { accountIds } from './accounts';
import type { Person } from './people';
import { administratorPolicy, nodePolicy, operatorPolicy, sessionLogPolicy, viewerPolicy } from './policies';
import { clientId, nodeTrust, peopleTrust } from './trust';

interface PeopleRole {
  readonly name: string;
  readonly accepts: readonly Person['role'][];
  readonly policy: PolicyDocument;
}

/** Somebody who may do more may also take the smaller role: working as a viewer is good practice, not a trick. */
const peopleRoles: readonly PeopleRole[] = [
  { name: 'QuarterdeckAdministrator', accepts: ['administrator'], policy: administratorPolicy },
  { name: 'QuarterdeckOperator', accepts: ['administrator', 'operator'], policy: operatorPolicy },
  { name: 'QuarterdeckViewer', accepts: ['administrator', 'operator', 'viewer'], policy: viewerPolicy },
];

/** Roles with Systems Manager's usual bounds: AWS allows 1 to 12 hours as a role's maximum session (iam CreateRole). */
const maxSessionSeconds = 3600 * 4;

interface Issuer {
  readonly issuer: string;
  /** Its public signing keys. */
  readonly keys: readonly JWK[];
}

/** Puts the accounts' roles and OpenID trust in place; the same each time, so it may be repeated at every start. */
export function seedIdentity(world: World, { issuer, keys }: Issuer): void {
  for (const account of accountIds) {
    trustIssuer(world, account, { issuer, clientIds: [clientId], keys });
    for (const { name, accepts, policy } of peopleRoles)
      plantRole(world, account, name, peopleTrust(account, issuer, accepts), [policy]);
    for (const name of [nodeRoleName, hybridRoleName])
      plantRole(world, account, name, nodeTrust, [nodePolicy, sessionLogPolicy]);
  }
}

function plantRole(
  world: World,
  account: string,
  name: string,
  trustPolicy: PolicyDocument,
  policies: readonly PolicyDocument[],
): void {
  putRole(world, {
    account,
    name,
    arn: roleArn(account, name),
    id: roleId(account, name),
    trustPolicy,
    policies,
    tags: new Map(),
    maxSessionSeconds,
  });
}
