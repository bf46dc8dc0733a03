import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  BucketLocationConstraint,
  CreateBucketCommand,
  GetObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DescribeSessionsCommand, TerminateSessionCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ssmAlias } from '../../services/kms/key';
import { putSessionDocument } from '../../services/ssm/documents/store';
import {
  place,
  type ShellScene,
  shellNodeId,
  shellScene,
} from '../../services/ssmmessages/testing/shell-scene';
import { skipsAwsCli } from '../../testing/aws-cli';
import { runAwsCli } from '../../testing/run-aws-cli';
import { credentialsOf } from '../../testing/sign-in';

const { region } = place;
const bucket = 'session-logs';
let scene: ShellScene;
let s3: S3Client;
let logs: CloudWatchLogsClient;
beforeAll(async () => {
  scene = await shellScene();
  const client = { endpoint: scene.emulator.url, region, credentials: scene.emulator.accessKey };
  s3 = new S3Client(client);
  logs = new CloudWatchLogsClient(client);
  const CreateBucketConfiguration = { LocationConstraint: BucketLocationConstraint.eu_west_1 };
  await s3.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration }));
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/open' }));
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/sealed', kmsKeyId: ssmAlias }));
});
afterAll(async () => {
  s3.destroy();
  logs.destroy();
  await scene.stop();
});

/** A shell under a document of its own, with these inputs. */
let documents = 0;
async function shellWith(inputs: object) {
  documents += 1;
  const name = `Logged-${documents}`;
  const content = { schemaVersion: '1.0', sessionType: 'Standard_Stream', inputs };
  putSessionDocument(scene.emulator.world, place, name, content);
  const shell = await scene.shell({ DocumentName: name });
  return shell;
}

const past = async (value: string) => {
  const Filters = [{ key: 'SessionId' as const, value }];
  return (await scene.ssm.send(new DescribeSessionsCommand({ State: 'History', Filters }))).Sessions?.[0];
};
const newest = async () =>
  (await scene.ssm.send(new DescribeSessionsCommand({ State: 'Active' }))).Sessions?.[0]?.SessionId ?? '';

/** Where the session's log is said to be, once its node has said so. */
const outputUrlOf = async (id: string) => {
  await expect
    .poll(async () => Object.keys((await past(id))?.OutputUrl ?? {}).length, { timeout: 60_000 })
    .toBeGreaterThan(0);
  return (await past(id))?.OutputUrl;
};
const eventsOf = async (logGroupName: string, logStreamName: string) =>
  (await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }))).events ??
  [];

/** What AWS's agent has `script` write around a log, with what the terminal got in between. */
const scriptLines =
  /^Script started on (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00:00) \[<not executed on terminal>\]\n(.*)\nScript done on \1 \[COMMAND_EXIT_CODE="0"\]\n$/s;

test("at its end a session is in the bucket and the log group, between script's lines byte for byte as the terminal got it", async () => {
  const shell = await shellWith({
    s3BucketName: bucket,
    s3KeyPrefix: 'all of them/',
    cloudWatchLogGroupName: '/open',
    cloudWatchEncryptionEnabled: false,
  });
  await shell.ready();
  const id = await newest();
  shell.type("printf 'ü\\033[1mbold\\033[0m\\n'; exit\r");
  await shell.closed;
  expect(await outputUrlOf(id)).toEqual({
    S3OutputUrl: `https://s3.${region}.amazonaws.com/${bucket}/all%20of%20them/${id}.log`,
    CloudWatchOutputUrl: expect.stringContaining(`group=%2Fopen;stream=${id}`),
  });
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: `all of them/${id}.log` }));
  const text = (await Body?.transformToString()) ?? '';
  expect(scriptLines.exec(text)?.[2]).toBe(shell.output.text);
  expect((await eventsOf('/open', id)).map(({ message }) => message).join('')).toBe(text);
  await expectReadByCli(id, text);
  await expectReadByAdministratorsOnly(id);
});

/** As somebody would without any console. */
async function expectReadByCli(id: string, text: string): Promise<void> {
  if (skipsAwsCli) return;
  const { url: endpoint, accessKey: keys } = scene.emulator;
  const object = `s3://${bucket}/all of them/${id}.log`;
  expect((await runAwsCli({ endpoint, keys }, ['s3', 'cp', object, '-'])).stdout).toBe(text);
  const stream = ['--log-group-name', '/open', '--log-stream-name', id, '--start-from-head'];
  const read = await runAwsCli({ endpoint, keys }, ['logs', 'get-log-events', ...stream]);
  expect(JSON.parse(read.stdout).events).toMatchObject([{ message: text }]);
}

/** A log holds what somebody typed: only who may do everything anyway reads it. */
async function expectReadByAdministratorsOnly(id: string): Promise<void> {
  const { emulator } = scene;
  for (const person of ['ada', 'olu', 'vic']) {
    const client = { endpoint: emulator.url, region, credentials: await credentialsOf(emulator, person) };
    const [objects, events] = [new S3Client(client), new CloudWatchLogsClient(client)];
    const reads = [
      objects.send(new GetObjectCommand({ Bucket: bucket, Key: `all of them/${id}.log` })),
      events.send(new GetLogEventsCommand({ logGroupName: '/open', logStreamName: id })),
    ];
    const outcomes = await Promise.all(
      reads.map((read) =>
        read.then(
          () => 'read',
          (error: Error) => error.name,
        ),
      ),
    );
    expect(outcomes, person).toEqual(
      person === 'ada' ? ['read', 'read'] : ['AccessDenied', 'AccessDeniedException'],
    );
    objects.destroy();
    events.destroy();
  }
}

test('a streamed session is in the log group while it runs, as JSON that says whose it is', async () => {
  const shell = await shellWith({ cloudWatchLogGroupName: '/sealed', cloudWatchStreamingEnabled: true });
  await shell.ready();
  const id = await newest();
  shell.type('echo streamed-$((40+2))\r');
  await shell.waitForOutput(/streamed-42/);
  const seen = async () =>
    (await eventsOf('/sealed', id)).flatMap(({ message }) => JSON.parse(message ?? '{}').sessionData);
  await expect.poll(seen, { timeout: 60_000 }).toContainEqual(expect.stringContaining('streamed-42'));
  const [event] = await eventsOf('/sealed', id);
  expect(JSON.parse(event?.message ?? '{}')).toMatchObject({
    eventVersion: '1.0',
    awsRegion: region,
    target: { id: shellNodeId },
    userIdentity: { arn: `arn:aws:iam::${place.account}:user/emulator` },
    sessionId: id,
  });
  await scene.ssm.send(new TerminateSessionCommand({ SessionId: id }));
  await shell.closed;
  expect((await outputUrlOf(id))?.CloudWatchOutputUrl).toContain(`stream=${id}`);
  expect((await seen()).join('\n')).toContain('streamed-42');
});

test.each([
  [
    'a log group without a key',
    { cloudWatchLogGroupName: '/open', cloudWatchEncryptionEnabled: true },
    /encryption is not set up on the selected CloudWatch Logs log group/,
  ],
  [
    'a log group that is not there',
    { cloudWatchLogGroupName: '/nowhere', cloudWatchEncryptionEnabled: true },
    /encryption is not set up on the selected CloudWatch Logs log group/,
  ],
  [
    'a bucket that is not there',
    { s3BucketName: 'no-such-bucket', s3EncryptionEnabled: true },
    /unable to validate encryption on Amazon S3 bucket\. Error: .*NoSuchBucket/,
  ],
])('where encryption is demanded, %s ends the session with that reason', async (_what, inputs, reason) => {
  const shell = await shellWith(inputs);
  expect((await shell.closed).output).toMatch(reason);
  expect(shell.output.text).toBe('');
});

test('where it is not demanded, a log that cannot be written costs the log and not the session', async () => {
  const shell = await shellWith({
    s3BucketName: 'no-such-bucket',
    s3EncryptionEnabled: false,
    cloudWatchLogGroupName: '/nowhere',
    cloudWatchEncryptionEnabled: false,
  });
  await shell.ready();
  const id = await newest();
  shell.type('echo works-$((1+1)); exit\r');
  await shell.waitForOutput(/works-2/);
  await shell.closed;
  await expect
    .poll(() => scene.log.filter((line) => line.includes(id)).length, { timeout: 60_000 })
    .toBeGreaterThan(0);
  expect(await past(id)).toMatchObject({ Status: 'Terminated', OutputUrl: {} });
});
