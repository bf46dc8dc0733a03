import { randomBytes } from 'node:crypto';
import { Shelf, type World } from '../world/world';
import { type AccessKey, newAccessKeyId, newSecretAccessKey } from './access-key';
import type { Caller } from './caller';
import type { PolicyDocument } from './iam/policy';
import { noteIssued } from './issued';

/** Temporary keys that STS (or a node's role) gave out. Times are signature time: the caller's own clock does not move. */
export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Absent only for the full-access key. */
  readonly sessionToken?: string;
  readonly issuedAtMs: number;
  readonly expiresAtMs?: number;
  readonly caller: Caller;
  /** Policies passed to AssumeRole*: rights are what these and the role's both allow. */
  readonly sessionPolicies: readonly PolicyDocument[];
}

const credentials = new Shelf('sts.credentials', () => new Map<string, Credential>());

/** Past this many, the long expired are dropped: a console left open for weeks renews its keys hourly. */
const credentialsKept = 5_000;
/** How long an expired key is still known, to be called expired and not unknown. */
const expiredKnownMs = 24 * 3_600_000;

export interface SessionParts {
  readonly caller: Omit<Caller, 'accessKeyId'>;
  readonly lifetimeSeconds: number;
  readonly sessionPolicies?: readonly PolicyDocument[];
}

/** Makes temporary keys and remembers them. */
export function issueCredential(world: World, parts: SessionParts): Credential & { sessionToken: string } {
  const issuedAtMs = world.clock.signatureNow();
  const accessKeyId = newAccessKeyId('ASIA');
  const credential = {
    accessKeyId,
    secretAccessKey: newSecretAccessKey(),
    sessionToken: randomBytes(240).toString('base64'),
    issuedAtMs,
    expiresAtMs: issuedAtMs + parts.lifetimeSeconds * 1000,
    caller: { ...parts.caller, accessKeyId },
    sessionPolicies: parts.sessionPolicies ?? [],
  };
  const kept = credentials.of(world);
  if (kept.size >= credentialsKept) dropLongExpired(kept, issuedAtMs);
  kept.set(accessKeyId, credential);
  noteIssued(world, 'access-key-id', accessKeyId);
  noteIssued(world, 'secret-access-key', credential.secretAccessKey);
  noteIssued(world, 'session-token', credential.sessionToken);
  return credential;
}

function dropLongExpired(kept: Map<string, Credential>, nowMs: number): void {
  for (const [id, { expiresAtMs }] of kept) {
    if (expiresAtMs !== undefined && expiresAtMs + expiredKnownMs < nowMs) kept.delete(id);
  }
}

export const temporaryCredential = (world: World, accessKeyId: string): Credential | undefined =>
  credentials.of(world).get(accessKeyId);

/** The full-access key as a credential: an IAM user named `emulator` with AdministratorAccess. */
export function fullAccessCredential(key: AccessKey): Credential {
  return {
    accessKeyId: key.accessKeyId,
    secretAccessKey: key.secretAccessKey,
    issuedAtMs: 0,
    caller: {
      kind: 'user',
      account: key.account,
      arn: `arn:aws:iam::${key.account}:user/emulator`,
      userId: 'AIDAEMULATORFULLACCES',
      accessKeyId: key.accessKeyId,
      tags: new Map(),
      transitiveTagKeys: [],
    },
    sessionPolicies: [],
  };
}
