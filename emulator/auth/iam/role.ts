import { createHash } from 'node:crypto';
import { Shelf, type World } from '../../world/world';
import type { PolicyDocument } from './policy';

/** An IAM role: who may take it, and what it may do. */
export interface Role {
  readonly account: string;
  readonly name: string;
  readonly arn: string;
  /** `AROA…`: the first half of `aws:userid`. */
  readonly id: string;
  readonly trustPolicy: PolicyDocument;
  readonly policies: readonly PolicyDocument[];
  readonly tags: ReadonlyMap<string, string>;
  readonly maxSessionSeconds: number;
}

const roles = new Shelf('iam.roles', () => new Map<string, Role>());

export const roleByArn = (world: World, arn: string): Role | undefined => roles.of(world).get(arn);

export const putRole = (world: World, role: Role): void => void roles.of(world).set(role.arn, role);

export const roleArn = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A role's unique id, the same each time the same role is seeded: kept sessions name it. */
export function roleId(account: string, name: string): string {
  const digest = createHash('sha256').update(`${account}/${name}`).digest();
  return `AROA${[...digest.subarray(0, 17)].map((byte) => letters[byte % letters.length]).join('')}`;
}
