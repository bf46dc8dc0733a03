import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';
import { type Call, operation } from '../../../server/operation';
import { onReference } from './parameter-access';
import { type Found, parameterReference, resolve } from './parameter-reference';
import { revealed } from './secure-string';
import { shownParameter } from './shown-parameter';

const name = z.string().min(1).max(2048);
const leavesOut =
  'Parameters shared from other accounts, public /aws/service parameters, Secrets Manager references.';

/** GetParameter: one parameter, by name, `name:version`, `name:label` or ARN. */
export const getParameter = operation({
  name: 'GetParameter',
  input: z.object({ Name: name, WithDecryption: z.boolean().default(false) }),
  readOnly: true,
  leavesOut,
  access: ({ Name }, call) => [onReference('GetParameter', Name, call)],
  run: ({ Name, WithDecryption }, call) => ({
    Parameter: shown(find(Name, call), WithDecryption, call),
  }),
});

/** GetParameters: up to ten; names that lead nowhere come back as InvalidParameters. */
export const getParameters = operation({
  name: 'GetParameters',
  input: z.object({ Names: z.array(name).min(1).max(10), WithDecryption: z.boolean().default(false) }),
  readOnly: true,
  leavesOut,
  access: ({ Names }, call) => Names.map((each) => onReference('GetParameters', each, call)),
  run: ({ Names, WithDecryption }, call) => {
    const found = new Map([...new Set(Names)].map((each) => [each, findOrNothing(each, call)]));
    const there = [...found.values()].filter((each) => each !== undefined);
    return {
      Parameters: there
        .sort((a, b) => (a.parameter.name < b.parameter.name ? -1 : 1))
        .map((each) => shown(each, WithDecryption, call)),
      InvalidParameters: [...found].filter(([, each]) => !each).map(([each]) => each),
    };
  },
});

const find = (given: string, { world, place }: Call): Found =>
  resolve(parameterReference(given, world, place), world, place);

function findOrNothing(given: string, call: Call): Found | undefined {
  try {
    return find(given, call);
  } catch (error) {
    const absent = ['ParameterNotFound', 'ParameterVersionNotFound'];
    if (error instanceof AwsError && absent.includes(error.code)) return undefined;
    throw error;
  }
}

const shown = ({ parameter, version, selector }: Found, decrypt: boolean, call: Call) =>
  shownParameter(
    call.place,
    parameter.name,
    version,
    revealed(call, parameter.name, version, decrypt),
    selector,
  );
