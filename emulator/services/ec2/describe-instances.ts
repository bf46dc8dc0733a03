import { z } from 'zod';
import { AwsError } from '../../server/aws-error';
import { operation } from '../../server/operation';
import { pageOf } from '../page';
import { dryRun, endDryRun } from './dry-run';
import { instanceTests } from './instance-filters';
import { requireInstances } from './instance-id';
import { shownReservation } from './shown-reservation';
import { type Ec2Instance, instancesIn } from './store';

const pageSize = { min: 5, max: 1000 };

const input = z.object({
  InstanceId: z.array(z.string()).optional(),
  Filter: z.array(z.object({ Name: z.string(), Value: z.array(z.string()).default([]) })).optional(),
  MaxResults: z.string().optional(),
  NextToken: z.string().optional(),
  DryRun: dryRun,
});

type Input = z.infer<typeof input>;

/** DescribeInstances: one instance per reservation, in the order of instance ids. */
export const describeInstances = operation({
  name: 'DescribeInstances',
  input,
  readOnly: true,
  leavesOut:
    'Network interfaces, block devices and their filters; IncludeManagedResources. An unknown filter name is InvalidParameterValue.',
  access: () => [{ action: 'ec2:DescribeInstances', resource: '*' }],
  run: (wanted, { world, place }) => {
    endDryRun(wanted.DryRun);
    const size = pageSizeOf(wanted);
    requireInstances(world, place, wanted.InstanceId ?? []);
    const filters = (wanted.Filter ?? []).map(({ Name, Value }) => ({ name: Name, values: Value }));
    const passes = instanceTests(world, place, filters);
    const ids = wanted.InstanceId && new Set(wanted.InstanceId);
    const found = [...instancesIn(world, place).values()]
      .filter((instance) => (!ids || ids.has(instance.id)) && passes(instance))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const page = pageOf<Ec2Instance>(found, ({ id }) => id, {
      scope: ['DescribeInstances', place, filters],
      token: wanted.NextToken,
      size: size ?? found.length,
      refuse: () => new AwsError('InvalidParameterValue', 'Unable to parse pagination token'),
    });
    return {
      reservationSet: page.items.map((instance) => shownReservation(world, place, instance)),
      nextToken: page.next,
    };
  },
});

/** Without MaxResults EC2 gives everything; with it, 5 to 1000 and no instance ids (API_DescribeInstances). */
function pageSizeOf({ MaxResults, InstanceId }: Input): number | undefined {
  if (MaxResults === undefined) return undefined;
  if (InstanceId?.length)
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter instancesSet cannot be used with the parameter maxResults',
    );
  const size = Number(MaxResults);
  if (!Number.isInteger(size) || size < pageSize.min || size > pageSize.max)
    throw new AwsError(
      'InvalidParameterValue',
      `Value ( ${MaxResults} ) for parameter maxResults is invalid. Expecting a value between ${pageSize.min} and ${pageSize.max}.`,
    );
  return size;
}
