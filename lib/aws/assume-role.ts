import 'server-only';
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  type Credentials,
  STSClient,
} from '@aws-sdk/client-sts';
import type { Person } from '@/lib/auth/person';
import type { RoleConfig } from '@/lib/config/console-config';
import { roleArnOf } from '@/lib/config/partition';
import { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import type { ClientBasics } from './client-basics';
import type { TimedCredentials } from './credential-cache';
import { noteFailures } from './note-failures';
import { roleSessionName } from './role-session-name';

/** Who asks, for which of the config's roles, where. */
export interface RoleWanted {
  readonly person: Person;
  readonly role: RoleConfig;
  readonly scope: Scope;
  /** An id token that the provider issued for this person; leaves only towards STS. */
  readonly idToken: () => Promise<string>;
}

/**
 * Credentials of the role for this person: AssumeRoleWithWebIdentity with their own id token (not signed: there
 * is no service account), or for a role with `via` that entrance first and AssumeRole from there. Session tags
 * and source identity come from the token's claims; they and the session name stay through the chain when the
 * token marks the tags as transitive. Throws STS's own errors.
 */
export async function assumeRole(wanted: RoleWanted, basics: ClientBasics): Promise<TimedCredentials> {
  const { role, scope, person } = wanted;
  const name = roleSessionName(person);
  const target = roleArnOf(scope.region, scope.account, role.name);
  if (!role.via) return byWebIdentity(wanted, target, name, basics);
  const entrance = roleArnOf(scope.region, role.via.account, role.via.role);
  const credentials = await byWebIdentity(wanted, entrance, name, basics);
  const sts = new STSClient({ ...basics, credentials });
  noteFailures(sts, 'sts', { scope, roleArn: entrance });
  const answer = await sts.send(new AssumeRoleCommand({ RoleArn: target, RoleSessionName: name }));
  return timed(answer.Credentials, target);
}

async function byWebIdentity(
  { idToken, scope }: RoleWanted,
  arn: string,
  name: string,
  basics: ClientBasics,
): Promise<TimedCredentials> {
  const sts = new STSClient(basics);
  noteFailures(sts, 'sts', { scope, roleArn: arn });
  const WebIdentityToken = await idToken();
  const answer = await sts.send(
    new AssumeRoleWithWebIdentityCommand({ RoleArn: arn, RoleSessionName: name, WebIdentityToken }),
  );
  return timed(answer.Credentials, arn);
}

function timed(credentials: Credentials | undefined, arn: string): TimedCredentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
    throw new Problem('upstream', { message: `STS gave no credentials for ${arn}.`, resource: arn });
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}
