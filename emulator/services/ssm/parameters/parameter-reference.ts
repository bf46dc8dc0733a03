import { AwsError, validationError } from '../../../server/aws-error';
import type { Place, World } from '../../../world/world';
import { parameterName } from './parameter-name';
import { latest, type Parameter, type ParameterVersion, parametersIn } from './store';

/** A parameter as readers name it: `name`, `name:3`, `name:label`, or its ARN with the same endings. */
interface ParameterReference {
  readonly name: string;
  /** With its colon, as answers repeat it. */
  readonly selector?: string;
  /** An ARN of another account or Region: shared parameters are not here, so nothing is found. */
  readonly elsewhere: boolean;
}

const arnShape = /^arn:[\w-]+:ssm:([\w-]+):(\d{12}):parameter\/(.+)$/;

/** Reads a reference; throws ValidationException for what cannot be one. */
export function parameterReference(given: string, world: World, place: Place): ParameterReference {
  const arn = arnShape.exec(given.trim());
  const [bare = '', selector, ...rest] = (arn?.[3] ?? given.trim()).split(':');
  if (rest.length || selector === '')
    throw validationError(`Parameter name: ${given} has more than one selector, or an empty one.`);
  return {
    name: arn ? fromArn(parameterName(bare), world, place) : parameterName(bare),
    ...(selector === undefined ? {} : { selector: `:${selector}` }),
    elsewhere: arn !== null && (arn[1] !== place.region || arn[2] !== place.account),
  };
}

/** An ARN has lost the slash in front: hierarchies always had one, single names only if made with one. */
function fromArn(name: string, world: World, place: Place): string {
  if (name.includes('/')) return `/${name}`;
  return parametersIn(world, place).has(`/${name}`) ? `/${name}` : name;
}

export interface Found {
  readonly parameter: Parameter;
  readonly version: ParameterVersion;
  readonly selector: string | undefined;
}

/** The parameter and version a reference means. Throws ParameterNotFound or ParameterVersionNotFound. */
export function resolve(reference: ParameterReference, world: World, place: Place): Found {
  const { name, selector, elsewhere } = reference;
  const parameter = elsewhere ? undefined : parametersIn(world, place).get(name);
  if (!parameter) throw parameterNotFound(name);
  if (selector === undefined) return { parameter, version: latest(parameter), selector };
  const version = selected(parameter, selector.slice(1));
  if (!version) throw versionNotFound(name, selector.slice(1));
  return { parameter, version, selector };
}

const selected = (parameter: Parameter, selector: string) =>
  /^\d+$/.test(selector)
    ? parameter.versions.find(({ version }) => version === Number(selector))
    : parameter.versions.find(({ labels }) => labels.includes(selector));

export const parameterNotFound = (name: string) =>
  new AwsError('ParameterNotFound', `Parameter ${name} not found.`);

export const versionNotFound = (name: string, version: string | number) =>
  new AwsError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${version} of ${name}. Verify the version and try again.`,
  );
