import { AwsError, validationError } from '../../../server/aws-error';
import type { Place } from '../../../world/world';
import { parameterArn } from './store';

/** Levels a hierarchy may have (API_PutParameter, Name). */
const levelsMax = 15;

/** Characters of a name, counting the ARN in front of it (API_PutParameter, Name). */
const arnCharactersMax = 1011;

const nameRule =
  'If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_';

const wellFormed = /^\/?[a-zA-Z0-9_.-]+(\/[a-zA-Z0-9_.-]+)*$/;

/** The service takes spaces off either end, and refuses what is no name in every operation. */
export function parameterName(given: string): string {
  const name = given.trim();
  if (!wellFormed.test(name))
    throw validationError(`Parameter name: can't be prefixed with "ssm" (case-insensitive). ${nameRule}`);
  return name;
}

/** A name PutParameter may write: neither reserved, nor too deep, nor too long, nor a hierarchy without its first slash. */
export function writableName(given: string, place: Place): string {
  const name = parameterName(given);
  const bare = name.replace(/^\//, '').toLowerCase();
  if (bare.startsWith('aws'))
    throw new AwsError('AccessDeniedException', `No access to reserved parameter name: ${name}.`);
  if (bare.startsWith('ssm'))
    throw validationError(`Parameter name: can't be prefixed with "ssm" (case-insensitive). ${nameRule}`);
  if (name.includes('/') && !name.startsWith('/'))
    throw validationError('Parameter name must be a fully qualified name.');
  if (name.split('/').filter(Boolean).length > levelsMax)
    throw new AwsError(
      'HierarchyLevelLimitExceededException',
      `A hierarchy can have a maximum of ${levelsMax} levels.`,
    );
  if (parameterArn(place, name).length > arnCharactersMax)
    throw validationError(`Parameter name: with its ARN it can have at most ${arnCharactersMax} characters.`);
  return name;
}

/** A hierarchy to look under, as GetParametersByPath and the Path filter take it. */
export function parameterPath(given: string): string {
  const path = given.trim();
  if (!/^\/([a-zA-Z0-9_.-]+(\/[a-zA-Z0-9_.-]+)*\/?)?$/.test(path))
    throw validationError(
      'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". ' +
        'It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: ' +
        '. (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the ' +
        'forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
    );
  return path;
}

/** Whether a name lies under a path: anywhere below it, or with `recursive` false directly in it. */
export function isUnder(name: string, path: string, recursive: boolean): boolean {
  const prefix = path.endsWith('/') ? path : `${path}/`;
  // A name without a slash lies at the root.
  const full = name.startsWith('/') ? name : `/${name}`;
  if (!full.startsWith(prefix)) return false;
  return recursive || !full.slice(prefix.length).includes('/');
}
