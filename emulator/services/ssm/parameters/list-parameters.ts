import { z } from 'zod';
import { validationError } from '../../../server/aws-error';
import { type Call, operation } from '../../../server/operation';
import { pageOf } from '../../page';
import { onAnyResource } from '../access';
import { invalidNextToken } from '../invalid-next-token';
import { resourceTagKeys } from '../nodes/store';
import {
  byPathKeys,
  describeKeys,
  parameterFilter,
  parameterTest,
  versionAskedFor,
} from './parameter-filters';
import { isUnder, parameterPath } from './parameter-name';
import { revealed } from './secure-string';
import { shownMetadata, shownParameter } from './shown-parameter';
import { latest, type Parameter, parameterArn, parametersIn } from './store';

/** GetParametersByPath: values of a hierarchy, one level or all of it. */
export const getParametersByPath = operation({
  name: 'GetParametersByPath',
  input: z.object({
    Path: z.string().min(1).max(2048),
    Recursive: z.boolean().default(false),
    ParameterFilters: z.array(parameterFilter).default([]),
    WithDecryption: z.boolean().default(false),
    MaxResults: z.int().min(1).max(10).default(10),
    NextToken: z.string().optional(),
  }),
  readOnly: true,
  leavesOut: 'Public parameters (/aws/service/…).',
  access: ({ Path, Recursive }, { world, place }) => {
    const resource = parameterArn(place, parameterPath(Path));
    const keys = { ...resourceTagKeys(world, resource), 'ssm:Recursive': `${Recursive}` };
    return [{ action: 'ssm:GetParametersByPath', resource, keys }];
  },
  run: (wanted, call) => {
    const path = parameterPath(wanted.Path);
    const passes = parameterTest(wanted.ParameterFilters, byPathKeys, call);
    const found = byName(call).filter(
      (parameter) => isUnder(parameter.name, path, wanted.Recursive) && passes(parameter),
    );
    const page = pageOf(found, ({ name }) => name, {
      scope: ['GetParametersByPath', call.place, path, wanted.Recursive, wanted.ParameterFilters],
      token: wanted.NextToken,
      size: wanted.MaxResults,
      refuse: invalidNextToken,
    });
    const Parameters = page.items.map((parameter) => {
      const version = versionAskedFor(parameter, wanted.ParameterFilters);
      const value = revealed(call, parameter.name, version, wanted.WithDecryption);
      return shownParameter(call.place, parameter.name, version, value, undefined);
    });
    return { Parameters, NextToken: page.next };
  },
});

/** Page sizes AWS uses where a request says nothing: the model gives only the range 1 to 50. */
const describeSizeDefault = 10;

/** DescribeParameters: everything about parameters but their values. */
export const describeParameters = operation({
  name: 'DescribeParameters',
  input: z.object({
    Filters: z
      .array(
        z.object({
          Key: z.enum(['Name', 'Type', 'KeyId']),
          Values: z.array(z.string().min(1).max(1024)).min(1).max(50),
        }),
      )
      .optional(),
    ParameterFilters: z.array(parameterFilter).default([]),
    MaxResults: z.int().min(1).max(50).default(describeSizeDefault),
    NextToken: z.string().optional(),
    Shared: z.boolean().default(false),
  }),
  readOnly: true,
  leavesOut: 'Shared: nothing is shared between accounts here, so that list is empty.',
  access: (_, { place }) => [onAnyResource(place, 'DescribeParameters')],
  run: (wanted, call) => {
    if (wanted.Filters?.length && wanted.ParameterFilters.length)
      throw validationError('You can use either Filters or ParameterFilters in a single request.');
    // The deprecated Filters match the beginning of names and the whole of the rest.
    const filters = wanted.Filters?.length
      ? wanted.Filters.map((one) => ({ ...one, Option: one.Key === 'Name' ? 'BeginsWith' : 'Equals' }))
      : wanted.ParameterFilters;
    const passes = parameterTest(filters, describeKeys, call);
    const page = pageOf(wanted.Shared ? [] : byName(call).filter(passes), ({ name }) => name, {
      scope: ['DescribeParameters', call.place, filters],
      token: wanted.NextToken,
      size: wanted.MaxResults,
      refuse: invalidNextToken,
    });
    return {
      Parameters: page.items.map((parameter) => ({
        ...shownMetadata(parameter.name, latest(parameter)),
        ARN: parameterArn(call.place, parameter.name),
      })),
      NextToken: page.next,
    };
  },
});

const byName = ({ world, place }: Call): Parameter[] =>
  [...parametersIn(world, place).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
