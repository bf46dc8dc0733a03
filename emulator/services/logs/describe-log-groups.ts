import { z } from 'zod';
import { operation } from '../../server/operation';
import { byKey, pageOf } from '../page';
import { badToken, groupName, invalidParameter, token } from './shapes';
import { groupArn, groupsIn, type LogGroup, onLogs } from './store';

/** "If you don't specify a value, the default is up to 50 items." */
const pageSizeMax = 50;

/** DescribeLogGroups (CloudWatch Logs API reference), by name. IAM is asked about all groups, as AWS asks. */
export const describeLogGroups = operation({
  name: 'DescribeLogGroups',
  readOnly: true,
  leavesOut: 'linked accounts, logGroupIdentifiers, metric filters, retention',
  input: z.object({
    logGroupNamePrefix: groupName.optional(),
    logGroupNamePattern: z
      .string()
      .max(512)
      .regex(/^[.\-_/#A-Za-z0-9]*$/)
      .optional(),
    nextToken: token.optional(),
    limit: z.number().int().min(1).max(pageSizeMax).optional(),
    includeLinkedAccounts: z.literal(false).optional(),
    logGroupClass: z.enum(['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY']).optional(),
  }),
  access: (_asked, call) => onLogs(call, 'DescribeLogGroups', '', ''),
  run: (asked, { world, place }) => {
    const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern } = asked;
    if (prefix !== undefined && pattern !== undefined)
      throw invalidParameter(
        'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
      );
    const standard = (asked.logGroupClass ?? 'STANDARD') === 'STANDARD';
    const found = [...groupsIn(world, place).values()].filter(
      ({ name }) => standard && name.startsWith(prefix ?? '') && holds(name, pattern ?? ''),
    );
    const page = pageOf(found.sort(byKey(nameOf)), nameOf, {
      scope: ['DescribeLogGroups', place, prefix, pattern],
      token: asked.nextToken,
      size: asked.limit ?? pageSizeMax,
      refuse: badToken,
    });
    const logGroups = page.items.map((group) => ({
      logGroupName: group.name,
      creationTime: group.createdAtMs,
      metricFilterCount: 0,
      arn: `${groupArn(place, group.name)}:*`,
      logGroupArn: groupArn(place, group.name),
      storedBytes: storedBytes(group),
      kmsKeyId: group.kmsKeyId,
      logGroupClass: 'STANDARD',
    }));
    return { logGroups, nextToken: page.next };
  },
});

const nameOf = ({ name }: LogGroup) => name;

/** A pattern is a substring in any case of letters. */
const holds = (name: string, pattern: string) => name.toLowerCase().includes(pattern.toLowerCase());

function storedBytes({ streams }: LogGroup): number {
  let bytes = 0;
  for (const { events } of streams.values())
    for (const { message } of events) bytes += Buffer.byteLength(message);
  return bytes;
}
