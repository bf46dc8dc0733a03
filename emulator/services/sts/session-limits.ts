import type { Role } from '../../auth/iam/role';
import { AwsError } from '../../server/aws-error';
import { Shelf, type World } from '../../world/world';

/** EMULATOR_STS_SECONDS: cuts every lifetime short, below AWS's minimum if wished, to see keys expire. */
const limits = new Shelf<{ secondsMax?: number }>('sts.limits', () => ({}));

export function limitSessions(world: World, secondsMax: number | undefined): void {
  if (secondsMax === undefined) delete limits.of(world).secondsMax;
  else limits.of(world).secondsMax = secondsMax;
}

const defaultSeconds = 3600;
/** A role taken with a role's keys lasts an hour at most (IAM User Guide, Role chaining). */
const chainedSecondsMax = 3600;

/** A lifetime that no request asks for, after the emulator's own bound. */
export const boundedSeconds = (world: World, seconds: number): number =>
  Math.min(seconds, limits.of(world).secondsMax ?? seconds);

/** How long a session lasts, after AWS's bounds and the emulator's own. */
export function sessionSeconds(
  world: World,
  role: Role,
  asked: number | undefined,
  chained: boolean,
): number {
  const seconds = asked ?? defaultSeconds;
  if (chained && seconds > chainedSecondsMax)
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  if (seconds > role.maxSessionSeconds)
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  return boundedSeconds(world, seconds);
}
