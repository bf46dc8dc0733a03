import { AwsError } from '../../../server/aws-error';
import type { Parameter } from './store';

/** Versions Parameter Store keeps of one parameter (ParameterMaxVersionLimitExceeded). */
const versionsMax = 100;

/** Drops the oldest version once all places are taken; refuses while a label holds it. */
export function makeRoom(parameter: Parameter): void {
  if (parameter.versions.length < versionsMax) return;
  const oldest = parameter.versions[0];
  if (oldest?.labels.length)
    throw new AwsError(
      'ParameterMaxVersionLimitExceeded',
      `You attempted to create a new version of ${parameter.name} by calling the PutParameter API with the overwrite flag. ` +
        `Version ${oldest.version}, the oldest version, can't be deleted because it has a label associated with it. ` +
        'Move the label to another version of the parameter, and try again.',
    );
  parameter.versions.shift();
}
