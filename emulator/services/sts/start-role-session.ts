import { issueCredential } from '../../auth/credential';
import type { PolicyDocument } from '../../auth/iam/policy';
import type { Role } from '../../auth/iam/role';
import type { World } from '../../world/world';

export interface RoleSession {
  readonly role: Role;
  readonly name: string;
  readonly seconds: number;
  readonly tags: ReadonlyMap<string, string>;
  readonly transitive: readonly string[];
  readonly sourceIdentity: string | undefined;
  readonly federatedProvider?: string;
  readonly sessionPolicies: readonly PolicyDocument[];
}

/** Gives out keys for a role, in the form STS answers with. */
export function startRoleSession(world: World, session: RoleSession) {
  const { role, name } = session;
  const credential = issueCredential(world, {
    lifetimeSeconds: session.seconds,
    sessionPolicies: session.sessionPolicies,
    caller: {
      kind: 'assumed-role',
      account: role.account,
      arn: `arn:aws:sts::${role.account}:assumed-role/${role.name}/${name}`,
      userId: `${role.id}:${name}`,
      roleName: role.name,
      roleArn: role.arn,
      roleId: role.id,
      sessionName: name,
      ...(session.sourceIdentity ? { sourceIdentity: session.sourceIdentity } : {}),
      ...(session.federatedProvider ? { federatedProvider: session.federatedProvider } : {}),
      tags: new Map([...role.tags, ...session.tags]),
      transitiveTagKeys: session.transitive,
    },
  });
  return {
    Credentials: {
      AccessKeyId: credential.accessKeyId,
      SecretAccessKey: credential.secretAccessKey,
      SessionToken: credential.sessionToken,
      Expiration: new Date(credential.expiresAtMs ?? 0),
    },
    AssumedRoleUser: { AssumedRoleId: credential.caller.userId, Arn: credential.caller.arn },
    ...(session.sourceIdentity ? { SourceIdentity: session.sourceIdentity } : {}),
  };
}
