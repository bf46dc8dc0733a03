import {
  AssociateKmsKeyCommand,
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { credentialsOf } from '../../testing/sign-in';
import { startEmulator, type TestEmulator } from '../../testing/start';
import { keyRing, ssmAlias } from '../kms/key';

const region = 'eu-west-1';
const place = { account: '111122223333', region };
const logGroupName = '/sessions';
let emulator: TestEmulator;
let logs: CloudWatchLogsClient;
const clients: CloudWatchLogsClient[] = [];
beforeAll(async () => {
  emulator = await startEmulator();
  logs = clientWith(emulator.accessKey);
  await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { Team: 'Platform' } }));
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await emulator.stop();
});

function clientWith(credentials: { accessKeyId: string; secretAccessKey: string }): CloudWatchLogsClient {
  const client = new CloudWatchLogsClient({ endpoint: emulator.url, region, credentials });
  clients.push(client);
  return client;
}

const startMs = Date.now() - 60_000;
async function streamWith(logStreamName: string, messages: readonly string[], apartMs = 10): Promise<void> {
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  const logEvents = messages.map((message, index) => ({ timestamp: startMs + index * apartMs, message }));
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
}
const read = (logStreamName: string, more: object = {}) =>
  logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, ...more }));
const messagesOf = ({ events }: { events?: { message?: string }[] | undefined }) =>
  events?.map(({ message }) => message);

test('events come back in order of time, forward and backward, until the token stays the same', async () => {
  await streamWith('paged', ['1', '2', '3', '4', '5']);
  const first = await read('paged', { startFromHead: true, limit: 3 });
  expect(messagesOf(first)).toEqual(['1', '2', '3']);
  const second = await read('paged', { startFromHead: true, limit: 3, nextToken: first.nextForwardToken });
  expect(messagesOf(second)).toEqual(['4', '5']);
  const third = await read('paged', { startFromHead: true, limit: 3, nextToken: second.nextForwardToken });
  expect(messagesOf(third)).toEqual([]);
  expect(third.nextForwardToken).toBe(second.nextForwardToken);
  const newest = await read('paged', { limit: 2 });
  expect(messagesOf(newest)).toEqual(['4', '5']);
  expect(messagesOf(await read('paged', { limit: 2, nextToken: newest.nextBackwardToken }))).toEqual([
    '2',
    '3',
  ]);
  const between = { startTime: startMs + 10, endTime: startMs + 30, startFromHead: true };
  expect(messagesOf(await read('paged', between))).toEqual(['2', '3']);
  await expect(read('paged', { nextToken: 'f/forged' })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});

test('a filter looks through the streams of a group for terms', async () => {
  await streamWith('one', ['ERROR disk full', 'all well']);
  await streamWith('two', ['ERROR "quoted" text', 'ERROR disk slow']);
  const find = async (filterPattern: string, more: object = { logStreamNames: ['one', 'two'] }) =>
    messagesOf(await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern, ...more })));
  expect(await find('ERROR')).toEqual(['ERROR disk full', 'ERROR "quoted" text', 'ERROR disk slow']);
  expect(await find('ERROR -disk')).toEqual(['ERROR "quoted" text']);
  expect(await find('?full ?slow')).toEqual(['ERROR disk full', 'ERROR disk slow']);
  expect(await find('"disk slow"')).toEqual(['ERROR disk slow']);
  expect(await find('', { logStreamNamePrefix: 'one' })).toEqual(['ERROR disk full', 'all well']);
  await expect(find('{ $.a = 1 }')).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('batches that AWS refuses are refused, and events out of time rejected one by one', async () => {
  await streamWith('strict', ['first']);
  const put = (logEvents: { timestamp: number; message: string }[]) =>
    logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: 'strict', logEvents }));
  const invalid = { name: 'InvalidParameterException' };
  await expect(
    put([
      { timestamp: startMs + 2, message: 'b' },
      { timestamp: startMs + 1, message: 'a' },
    ]),
  ).rejects.toMatchObject(invalid);
  await expect(put([{ timestamp: startMs, message: 'x'.repeat(1_048_577) }])).rejects.toMatchObject(invalid);
  const late = await put([{ timestamp: Date.now() + 3 * 3_600_000, message: 'of tomorrow' }]);
  expect(late.rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 0 });
  expect(messagesOf(await read('strict', { startFromHead: true }))).toEqual(['first']);
});

test('groups and streams are described, with the key that encrypts a group', async () => {
  const described = async (logGroupNamePrefix: string) =>
    (await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }))).logGroups;
  const arn = `arn:aws:logs:${region}:111122223333:log-group:/described`;
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/described' }));
  expect(await described('/described')).toMatchObject([
    { logGroupName: '/described', arn: `${arn}:*`, logGroupArn: arn, logGroupClass: 'STANDARD' },
  ]);
  expect((await described('/described'))?.[0]?.kmsKeyId).toBeUndefined();
  await logs.send(new AssociateKmsKeyCommand({ logGroupName: '/described', kmsKeyId: ssmAlias }));
  const key = keyRing(emulator.world, place).aliases.get(ssmAlias);
  expect((await described('/described'))?.[0]?.kmsKeyId).toBe(
    `arn:aws:kms:${region}:111122223333:key/${key}`,
  );
  await streamWith('order-1', ['a', 'b', 'c'], 1000);
  await streamWith('order-2', ['a']);
  const byTime = await logs.send(
    new DescribeLogStreamsCommand({ logGroupName, orderBy: 'LastEventTime', descending: true, limit: 1 }),
  );
  expect(byTime.logStreams).toMatchObject([{ logStreamName: 'order-1', lastEventTimestamp: startMs + 2000 }]);
  const { logStreams } = await logs.send(
    new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: 'order-' }),
  );
  expect(logStreams?.map(({ logStreamName }) => logStreamName)).toEqual(['order-1', 'order-2']);
});

test('what is there already, or not at all, is said in the words of CloudWatch Logs', async () => {
  await expect(logs.send(new CreateLogGroupCommand({ logGroupName }))).rejects.toMatchObject({
    name: 'ResourceAlreadyExistsException',
  });
  await expect(read('nobody')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The specified log stream does not exist.',
  });
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/gone' }));
  await logs.send(new DeleteLogGroupCommand({ logGroupName: '/gone' }));
  await expect(
    logs.send(new CreateLogStreamCommand({ logGroupName: '/gone', logStreamName: 's' })),
  ).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  });
});

test('IAM decides by group and stream', async () => {
  await streamWith('secret', ['x']);
  const olu = clientWith(await credentialsOf(emulator, 'olu'));
  await expect(
    olu.send(
      new PutLogEventsCommand({
        logGroupName,
        logStreamName: 'secret',
        logEvents: [{ timestamp: Date.now(), message: 'forged' }],
      }),
    ),
  ).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      `logs:PutLogEvents on resource: arn:aws:logs:${region}:111122223333:log-group:${logGroupName}:log-stream:secret`,
    ),
  });
});
