import { dropTags } from '../../../world/tags';
import { type Place, Shelf, type World } from '../../../world/world';

export type ParameterType = 'String' | 'StringList' | 'SecureString';
export type ParameterTier = 'Standard' | 'Advanced';

/** One policy of an advanced parameter, as PutParameter checked it. */
export interface ParameterPolicy {
  readonly type: 'Expiration' | 'ExpirationNotification' | 'NoChangeNotification';
  /** The policy's JSON, as it was given. */
  readonly text: string;
  /** Expiration only: when the parameter ends. */
  readonly expiresAtMs?: number;
}

/** What one PutParameter left behind. Its labels move; nothing else of it changes. */
export interface ParameterVersion {
  readonly version: number;
  readonly type: ParameterType;
  /** Plain text, or for a SecureString the ciphertext in base64. */
  readonly value: string;
  /** SecureStrings: the key as the writer named it (`alias/aws/ssm` where nobody did). */
  readonly keyId?: string;
  readonly description?: string;
  readonly allowedPattern?: string;
  readonly tier: ParameterTier;
  readonly policies: readonly ParameterPolicy[];
  readonly dataType: string;
  readonly modifiedAtMs: number;
  /** ARN of the writer. */
  readonly modifiedBy: string;
  labels: string[];
}

export interface Parameter {
  readonly name: string;
  /** Oldest first, never empty; at most 100 are kept. */
  versions: ParameterVersion[];
}

const shelf = new Shelf('ssm.parameters', () => new Map<string, Parameter>());

/**
 * The parameters of one account and Region by name. Those whose Expiration has come are deleted first:
 * reading the clock is all it takes, so there is no timer to miss it.
 */
export function parametersIn(world: World, place: Place): Map<string, Parameter> {
  const all = shelf.of(world, place);
  for (const name of expiredNames(world, place)) deleteParameter(world, place, name);
  return all;
}

/** Names by when they end, so that a read looks at the few that can expire and not at all parameters. */
const expiries = new Shelf('ssm.parameters.expiries', () => new Map<string, number>());

const expiredNames = (world: World, place: Place): string[] =>
  [...expiries.of(world, place)].filter(([, at]) => at <= world.clock.now()).map(([name]) => name);

/** Adds versions, oldest first, and takes notice of when the last of them expires. */
export function addVersions(
  world: World,
  place: Place,
  name: string,
  versions: readonly ParameterVersion[],
): void {
  const parameters = shelf.of(world, place);
  const parameter = parameters.get(name);
  if (parameter) parameter.versions.push(...versions);
  else parameters.set(name, { name, versions: [...versions] });
  const expiresAtMs = versions.at(-1)?.policies.find(({ type }) => type === 'Expiration')?.expiresAtMs;
  if (expiresAtMs === undefined) expiries.of(world, place).delete(name);
  else expiries.of(world, place).set(name, expiresAtMs);
}

/** Whether there was one to delete. Its tags go along. */
export function deleteParameter(world: World, place: Place, name: string): boolean {
  expiries.of(world, place).delete(name);
  dropTags(world, parameterArn(place, name));
  return shelf.of(world, place).delete(name);
}

/** The ARN joins a hierarchy's leading slash with its own: `parameter/prod/x` for `/prod/x`. */
export const parameterArn = (place: Place, name: string): string =>
  `arn:aws:ssm:${place.region}:${place.account}:parameter/${name.replace(/^\//, '')}`;

/** The version in force. */
export function latest(parameter: Parameter): ParameterVersion {
  const last = parameter.versions.at(-1);
  if (!last) throw new Error(`Parameter ${parameter.name} has no version.`);
  return last;
}
