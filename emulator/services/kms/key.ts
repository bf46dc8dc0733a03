import { randomBytes } from 'node:crypto';
import { type PolicyDocument, parsePolicy } from '../../auth/iam/policy';
import { Luck } from '../../world/luck';
import { type Place, Shelf, type World } from '../../world/world';

/** A symmetric KMS key and its material, which never leaves the emulator. */
export interface KmsKey {
  readonly id: string;
  readonly arn: string;
  readonly place: Place;
  readonly description: string;
  /** `AWS`: made and owned by a service of AWS, such as alias/aws/ssm. */
  readonly manager: 'AWS' | 'CUSTOMER';
  readonly createdAtMs: number;
  readonly material: Buffer;
  readonly policy: PolicyDocument;
}

interface KeyRing {
  readonly keys: Map<string, KmsKey>;
  /** Alias name (`alias/…`) → key id. */
  readonly aliases: Map<string, string>;
}

const rings = new Shelf<KeyRing>('kms.keys', () => ({ keys: new Map(), aliases: new Map() }));

/** The keys of one account and Region. alias/aws/ssm is there from the first look, as SSM makes it at first use. */
export function keyRing(world: World, place: Place): KeyRing {
  const ring = rings.of(world, place);
  if (!ring.aliases.has(ssmAlias)) {
    const key = makeKey(world, place, {
      manager: 'AWS',
      description: 'Default key that protects my SSM parameters when no other key is defined',
      policy: awsManagedSsmPolicy(place),
      // Not drawn from the world's luck: a first look at the aliases must not change the ids of what comes after.
      id: new Luck(world.seed).fork(`${ssmAlias} ${place.account} ${place.region}`).uuid(),
    });
    ring.aliases.set(ssmAlias, key.id);
  }
  return ring;
}

export const ssmAlias = 'alias/aws/ssm';

export interface KeyParts {
  readonly manager: KmsKey['manager'];
  readonly description: string;
  readonly policy: PolicyDocument;
  readonly id?: string;
}

/** Makes a key with fresh material from node:crypto: what it protects is protected. */
export function makeKey(world: World, place: Place, parts: KeyParts): KmsKey {
  const id = parts.id ?? world.luck.uuid();
  const key = {
    ...parts,
    id,
    arn: `arn:aws:kms:${place.region}:${place.account}:key/${id}`,
    place: { account: place.account, region: place.region },
    createdAtMs: world.clock.now(),
    material: randomBytes(32),
  };
  rings.of(world, place).keys.set(id, key);
  return key;
}

export const setAlias = (world: World, place: Place, alias: string, keyId: string): void =>
  void keyRing(world, place).aliases.set(alias, keyId);

/** The policy of AWS's own alias/aws/ssm key: everyone in the account, but only through SSM (KMS Developer Guide, Default key policy of AWS managed keys). */
const awsManagedSsmPolicy = ({ account, region }: Place) =>
  parsePolicy({
    Version: '2012-10-17',
    Id: 'auto-ssm-1',
    Statement: [
      {
        Sid: 'Allow access through SSM for all principals in the account that are authorized to use SSM',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:CreateGrant',
          'kms:DescribeKey',
        ],
        Resource: '*',
        Condition: {
          StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': `ssm.${region}.amazonaws.com` },
        },
      },
      {
        Sid: 'Allow direct access to key metadata to the account',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant'],
        Resource: '*',
      },
    ],
  });

/** The policy of a key made without one: the account's IAM decides (KMS Developer Guide, Default key policy). */
export const defaultKeyPolicy = ({ account }: Place) =>
  parsePolicy({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
