import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';
import type { Call } from '../../../server/operation';
import { tagsOf } from '../../../world/tags';
import { isUnder, parameterPath } from './parameter-name';
import { latest, type Parameter, type ParameterVersion, parameterArn } from './store';

/** `ParameterStringFilter` of the model. */
export const parameterFilter = z.object({
  Key: z
    .string()
    .min(1)
    .max(132)
    .regex(/^(tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType)$/),
  Option: z.string().min(1).max(10).optional(),
  Values: z.array(z.string().min(1).max(1024)).min(1).max(50).optional(),
});

type ParameterFilter = z.infer<typeof parameterFilter>;

/** Filter keys each operation takes (ParameterStringFilter, Key). */
export const describeKeys = ['Path', 'Name', 'Type', 'KeyId', 'Tier', 'DataType', 'tag:'] as const;
export const byPathKeys = ['Type', 'KeyId', 'Label'] as const;

const closedValues: Readonly<Record<string, readonly string[]>> = {
  Type: ['String', 'StringList', 'SecureString'],
  Tier: ['Standard', 'Advanced', 'Intelligent-Tiering'],
};

type Test = (parameter: Parameter) => boolean;

/** Checks all filters and makes one test of them. Throws InvalidFilterKey, InvalidFilterOption or InvalidFilterValue. */
export function parameterTest(
  filters: readonly ParameterFilter[],
  keys: readonly string[],
  call: Call,
): Test {
  refuseRepeated(filters);
  const tests = filters.map((filter) => {
    if (!keys.some((key) => filter.Key === key || (key === 'tag:' && filter.Key.startsWith(key))))
      throw new AwsError(
        'InvalidFilterKey',
        `The following filter key is not valid: ${filter.Key}. Valid filter keys include: [${keys.join(', ')}].`,
      );
    return testOf(filter, call);
  });
  return (parameter) => tests.every((test) => test(parameter));
}

function refuseRepeated(filters: readonly ParameterFilter[]): void {
  const repeated = filters.find(({ Key }, index) => filters.findIndex((one) => one.Key === Key) < index);
  if (repeated)
    throw new AwsError(
      'InvalidFilterKey',
      `The following filter is duplicated in the request: ${repeated.Key}. A request can contain only one occurrence of a specific filter.`,
    );
}

function testOf(filter: ParameterFilter, call: Call): Test {
  const option = checkedOption(filter);
  if (filter.Key.startsWith('tag:')) return tagTest(filter, option, call);
  const values = checkedValues(filter);
  if (filter.Key === 'Path') {
    const paths = values.map(parameterPath);
    return ({ name }) => paths.some((path) => isUnder(name, path, option === 'Recursive'));
  }
  return (parameter) =>
    readValues(filter.Key, parameter).some((has) => values.some((wanted) => compare(option, has, wanted)));
}

/** A tag filter without values asks for the key alone. */
function tagTest({ Key, Values }: ParameterFilter, option: string, { world, place }: Call): Test {
  return ({ name }) => {
    const has = tagsOf(world, parameterArn(place, name)).get(Key.slice('tag:'.length));
    return has !== undefined && (!Values || Values.some((wanted) => compare(option, has, wanted)));
  };
}

function checkedOption({ Key, Option }: ParameterFilter): string {
  const valid = optionsOf(Key);
  const option = Option ?? (Key === 'Path' ? 'OneLevel' : 'Equals');
  if (!valid.includes(option))
    throw new AwsError(
      'InvalidFilterOption',
      `The following filter option is not valid: ${option}. Valid options include: [${valid.join(', ')}].`,
    );
  return option;
}

function optionsOf(key: string): readonly string[] {
  if (key === 'Path') return ['Recursive', 'OneLevel'];
  if (key === 'Label') return ['Equals'];
  return key === 'Name' ? ['BeginsWith', 'Equals', 'Contains'] : ['BeginsWith', 'Equals'];
}

function checkedValues({ Key, Values, Option }: ParameterFilter): readonly string[] {
  if (!Values)
    throw new AwsError(
      'InvalidFilterValue',
      `The following filter values are missing : null for filter key ${Key}.`,
    );
  const known = closedValues[Key];
  const wrong = known && Option !== 'BeginsWith' ? Values.find((value) => !known.includes(value)) : undefined;
  if (wrong !== undefined)
    throw new AwsError(
      'InvalidFilterValue',
      `The following filter value is not valid: ${wrong}. Valid values include: [${known?.join(', ')}].`,
    );
  return Values;
}

function readValues(key: string, parameter: Parameter): readonly string[] {
  const { type, keyId, tier, dataType } = latest(parameter);
  if (key === 'Name') return [parameter.name];
  if (key === 'Type') return [type];
  if (key === 'KeyId') return keyId === undefined ? [] : [keyId];
  if (key === 'Tier') return [tier];
  if (key === 'DataType') return [dataType];
  return parameter.versions.flatMap(({ labels }) => labels);
}

function compare(option: string, has: string, wanted: string): boolean {
  if (option === 'BeginsWith') return has.startsWith(wanted);
  if (option === 'Contains') return has.includes(wanted);
  return has === wanted;
}

/** The version GetParametersByPath answers with: the labelled one where a Label filter asks, else the last. */
export function versionAskedFor(parameter: Parameter, filters: readonly ParameterFilter[]): ParameterVersion {
  const wanted = filters.find(({ Key }) => Key === 'Label')?.Values ?? [];
  const labelled = parameter.versions.find(({ labels }) => labels.some((label) => wanted.includes(label)));
  return labelled ?? latest(parameter);
}
