import { type Place, Shelf, type World } from '../../../world/world';

/** A hybrid activation: with its code, machines outside of EC2 become managed nodes. */
export interface Activation {
  readonly id: string;
  /** Digest of the code, which is shown once and never again. */
  readonly codeDigest: string;
  readonly description: string | undefined;
  readonly defaultInstanceName: string | undefined;
  /** Name of the role, with its path. */
  readonly iamRole: string;
  readonly registrationLimit: number;
  registrationsCount: number;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  /** Nodes that register with it get these. */
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}

const activations = new Shelf('ssm.activations', () => new Map<string, Activation>());

export const activationsIn = (world: World, place: Place): Map<string, Activation> =>
  activations.of(world, place);

/** By id alone: a machine that registers says neither account nor Region in a way that could be trusted. */
export function findActivation(
  world: World,
  id: string,
): { activation: Activation; place: Place } | undefined {
  for (const [place, mine] of activations.places(world)) {
    const activation = mine.get(id);
    if (activation) return { activation, place };
  }
  return undefined;
}

export const isExpired = ({ expiresAtMs }: Activation, nowMs: number): boolean => nowMs >= expiresAtMs;
