import { createHash } from 'node:crypto';
import {
  AddTagsToResourceCommand,
  CreateDocumentCommand,
  type CreateDocumentCommandInput,
  DeleteDocumentCommand,
  DescribeDocumentCommand,
  GetDocumentCommand,
  ListDocumentsCommand,
  ListDocumentVersionsCommand,
  ListTagsForResourceCommand,
  SSMClient,
  StartSessionCommand,
  UpdateDocumentCommand,
  UpdateDocumentDefaultVersionCommand,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { credentialsOf } from '../../../testing/sign-in';
import { startEmulator, type TestEmulator } from '../../../testing/start';

const region = 'eu-west-1';
let emulator: TestEmulator;
let ssm: SSMClient;
const clients: SSMClient[] = [];
beforeAll(async () => {
  emulator = await startEmulator();
  ssm = clientWith(emulator.accessKey);
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await emulator.stop();
});

function clientWith(credentials: { accessKeyId: string; secretAccessKey: string }): SSMClient {
  const client = new SSMClient({ endpoint: emulator.url, region, credentials });
  clients.push(client);
  return client;
}

const shell = (inputs: object = {}) => ({
  schemaVersion: '1.0',
  description: 'A shell',
  sessionType: 'Standard_Stream',
  inputs: { idleSessionTimeout: '10', ...inputs },
});
const command = (
  more: object = {},
  properties: object = { linux: { commands: 'tail -n {{ lines }} log' } },
) => ({
  schemaVersion: '1.0',
  sessionType: 'InteractiveCommands',
  parameters: { lines: { type: 'String', allowedPattern: '^[0-9]{1,4}$', default: '10' } },
  properties,
  ...more,
});

const create = (Name: string, content: unknown, more: Partial<CreateDocumentCommandInput> = {}) =>
  ssm.send(
    new CreateDocumentCommand({
      Name,
      Content: typeof content === 'string' ? content : JSON.stringify(content),
      DocumentType: 'Session',
      ...more,
    }),
  );
const update = (
  Name: string,
  content: unknown,
  more: { DocumentVersion?: string; VersionName?: string } = {},
) => ssm.send(new UpdateDocumentCommand({ Name, Content: JSON.stringify(content), ...more }));
const listed = async (...Filters: { Key: string; Values: string[] }[]) =>
  (await ssm.send(new ListDocumentsCommand({ Filters }))).DocumentIdentifiers?.map(({ Name }) => Name);

test('a document made is described, read, listed with its tags, and gone once deleted', async () => {
  const content = JSON.stringify(shell(), null, 1);
  const Tags = [{ Key: 'Team', Value: 'Checkout' }];
  const made = await create('Made', content, {
    Tags,
    VersionName: 'first',
    TargetType: '/AWS::EC2::Instance',
  });
  expect(made.DocumentDescription).toMatchObject({
    Name: 'Made',
    Owner: '111122223333',
    Status: 'Creating',
    DocumentVersion: '1',
    DefaultVersion: '1',
    LatestVersion: '1',
    VersionName: 'first',
    DocumentType: 'Session',
    DocumentFormat: 'JSON',
    SchemaVersion: '1.0',
    HashType: 'Sha256',
    Hash: createHash('sha256').update(content).digest('hex'),
    TargetType: '/AWS::EC2::Instance',
    Tags,
  });
  const read = await ssm.send(new GetDocumentCommand({ Name: 'Made', VersionName: 'first' }));
  expect(read).toMatchObject({
    Content: content,
    DocumentFormat: 'JSON',
    DocumentType: 'Session',
    Status: 'Active',
  });
  expect(await listed({ Key: 'Owner', Values: ['Self'] }, { Key: 'Name', Values: ['Ma'] })).toEqual(['Made']);
  await ssm.send(new DeleteDocumentCommand({ Name: 'Made' }));
  await expect(ssm.send(new GetDocumentCommand({ Name: 'Made' }))).rejects.toMatchObject({
    name: 'InvalidDocument',
  });
  await create('Made', content);
  const { Document } = await ssm.send(new DescribeDocumentCommand({ Name: 'Made' }));
  expect(Document?.Tags).toEqual([]);
});

test('a new version is the latest, and the default only when it is made so', async () => {
  await create('Versions', shell());
  const updated = await update('Versions', shell({ idleSessionTimeout: '20' }), { VersionName: 'twenty' });
  expect(updated.DocumentDescription).toMatchObject({
    Status: 'Updating',
    DocumentVersion: '2',
    LatestVersion: '2',
    DefaultVersion: '1',
  });
  const timeout = async (DocumentVersion?: string) => {
    const { Content = '' } = await ssm.send(new GetDocumentCommand({ Name: 'Versions', DocumentVersion }));
    return JSON.parse(Content).inputs.idleSessionTimeout;
  };
  expect([await timeout(), await timeout('$DEFAULT'), await timeout('$LATEST'), await timeout('2')]).toEqual([
    '10',
    '10',
    '20',
    '20',
  ]);
  const made = await ssm.send(
    new UpdateDocumentDefaultVersionCommand({ Name: 'Versions', DocumentVersion: '2' }),
  );
  expect(made.Description).toEqual({ Name: 'Versions', DefaultVersion: '2', DefaultVersionName: 'twenty' });
  expect(await timeout()).toBe('20');
  const { DocumentVersions } = await ssm.send(new ListDocumentVersionsCommand({ Name: 'Versions' }));
  expect(DocumentVersions).toMatchObject([
    { DocumentVersion: '2', VersionName: 'twenty', IsDefaultVersion: true, DocumentFormat: 'JSON' },
    { DocumentVersion: '1', IsDefaultVersion: false },
  ]);
});

test('one version can be deleted, but not the default one, and its number is not given again', async () => {
  await create('Shrinks', shell());
  await update('Shrinks', shell({ idleSessionTimeout: '11' }));
  await update('Shrinks', shell({ idleSessionTimeout: '12' }));
  const drop = (DocumentVersion: string) =>
    ssm.send(new DeleteDocumentCommand({ Name: 'Shrinks', DocumentVersion }));
  await expect(drop('1')).rejects.toMatchObject({ name: 'InvalidDocumentOperation' });
  await drop('2');
  await expect(drop('2')).rejects.toMatchObject({ name: 'InvalidDocumentVersion' });
  const again = await update('Shrinks', shell({ idleSessionTimeout: '13' }));
  expect(again.DocumentDescription?.DocumentVersion).toBe('4');
});

test('YAML is kept as it was given and can be read as JSON, and the other way round', async () => {
  const yaml = `# of the platform team\n${stringify(shell())}`;
  await create('Yaml', yaml, { DocumentFormat: 'YAML' });
  const { Document } = await ssm.send(new DescribeDocumentCommand({ Name: 'Yaml' }));
  expect(Document?.DocumentFormat).toBe('YAML');
  const read = async (Name: string, DocumentFormat?: 'YAML' | 'JSON') =>
    (await ssm.send(new GetDocumentCommand({ Name, DocumentFormat }))).Content ?? '';
  expect(await read('Yaml', 'YAML')).toBe(yaml);
  expect(JSON.parse(await read('Yaml'))).toEqual(shell());
  await create('Json', shell());
  expect(parse(await read('Json', 'YAML'))).toEqual(shell());
});

test.each<[string, unknown, string, RegExp]>([
  ['no JSON at all', '{"schemaVersion":', 'InvalidDocumentContent', /JSON not well-formed/],
  ['another schema version', { ...shell(), schemaVersion: '2.2' }, 'InvalidDocumentSchemaVersion', /2\.2/],
  ['an unknown session type', { ...shell(), sessionType: 'Shell' }, 'InvalidDocumentContent', /sessionType/],
  ['a strange member', { ...shell(), mainSteps: [] }, 'InvalidDocumentContent', /mainSteps/],
  ['a shell without inputs', { ...shell(), inputs: undefined }, 'InvalidDocumentContent', /inputs/],
  [
    'an idle limit of 61 minutes',
    shell({ idleSessionTimeout: '61' }),
    'InvalidDocumentContent',
    /idleSessionTimeout/,
  ],
  [
    'a session of 1441 minutes',
    shell({ maxSessionDuration: '1441' }),
    'InvalidDocumentContent',
    /maxSessionDuration/,
  ],
  ['a flag that is none', shell({ runAsEnabled: 'maybe' }), 'InvalidDocumentContent', /runAsEnabled/],
  ['commands on no platform', command({}, {}), 'InvalidDocumentContent', /properties/],
  ['an undeclared parameter', command({ parameters: {} }), 'InvalidDocumentContent', /Parameter lines/],
  [
    'a pattern that is none',
    command({ parameters: { lines: { type: 'String', allowedPattern: '(' } } }),
    'InvalidDocumentContent',
    /allowedPattern/,
  ],
  [
    'a default it does not allow',
    command({ parameters: { lines: { type: 'String', allowedValues: ['1'], default: '2' } } }),
    'InvalidDocumentContent',
    /default/,
  ],
  ['64 KB and more', shell({ s3KeyPrefix: 'x'.repeat(64 * 1024) }), 'MaxDocumentSizeExceeded', /64 KB/],
])('%s is refused as content', async (_what, content, name, message) => {
  const refused = { name, message: expect.stringMatching(message) };
  await expect(create('Refused', content)).rejects.toMatchObject(refused);
});

test('names, versions and contents cannot be doubled, and only the latest version is updated', async () => {
  await create('Once', shell(), { VersionName: 'one' });
  await expect(create('Once', shell())).rejects.toMatchObject({ name: 'DocumentAlreadyExists' });
  await expect(update('Once', shell())).rejects.toMatchObject({ name: 'DuplicateDocumentContent' });
  const other = shell({ idleSessionTimeout: '11' });
  await expect(update('Once', other, { VersionName: 'one' })).rejects.toMatchObject({
    name: 'DuplicateDocumentVersionName',
  });
  await update('Once', other, { DocumentVersion: '$LATEST' });
  const third = shell({ idleSessionTimeout: '12' });
  await expect(update('Once', third, { DocumentVersion: '1' })).rejects.toMatchObject({
    name: 'InvalidDocumentVersion',
  });
});

test("Amazon's documents, reserved names and other types are refused", async () => {
  await expect(update('AWS-StartSSHSession', shell())).rejects.toMatchObject({ name: 'InvalidDocument' });
  await expect(ssm.send(new DeleteDocumentCommand({ Name: 'AWS-StartSSHSession' }))).rejects.toMatchObject({
    name: 'InvalidDocument',
  });
  await expect(create('AWS-Mine', shell())).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(create('Mine', shell(), { DocumentType: undefined })).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining('type Command'),
  });
});

test("the list has Amazon's and one's own, filtered and paged", async () => {
  await create('List-1', shell(), { Tags: [{ Key: 'Team', Value: 'Listing' }] });
  await create('List-2', command());
  await ssm.send(
    new AddTagsToResourceCommand({
      ResourceType: 'Document',
      ResourceId: 'List-2',
      Tags: [{ Key: 'Team', Value: 'Listing' }],
    }),
  );
  expect(await listed({ Key: 'tag:Team', Values: ['Listing'] })).toEqual(['List-1', 'List-2']);
  const amazons = await listed(
    { Key: 'Owner', Values: ['Amazon'] },
    { Key: 'DocumentType', Values: ['Session'] },
  );
  expect(amazons).toContain('AWS-StartPortForwardingSessionToRemoteHost');
  expect(amazons?.every((name) => name?.startsWith('AWS-'))).toBe(true);
  expect(await listed({ Key: 'DocumentType', Values: ['Command'] })).toEqual([]);
  await expect(listed({ Key: 'Colour', Values: ['red'] })).rejects.toMatchObject({
    name: 'InvalidFilterKey',
  });
  const names: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await ssm.send(new ListDocumentsCommand({ MaxResults: 2, NextToken }));
    names.push(...(page.DocumentIdentifiers ?? []).map(({ Name }) => Name));
    NextToken = page.NextToken;
  } while (NextToken);
  expect(names).toEqual(await listed());
  const { TagList } = await ssm.send(
    new ListTagsForResourceCommand({ ResourceType: 'Document', ResourceId: 'List-2' }),
  );
  expect(TagList).toEqual([{ Key: 'Team', Value: 'Listing' }]);
});

test('parameters given to a session are held against pattern and values of its document', async () => {
  await create('Tail', command());
  const start = (Parameters: Record<string, string[]>) =>
    ssm.send(new StartSessionCommand({ Target: 'i-0fffffffffffffff1', DocumentName: 'Tail', Parameters }));
  await expect(start({ lines: ['all of them'] })).rejects.toMatchObject({ name: 'InvalidParameters' });
  await expect(start({ rows: ['1'] })).rejects.toMatchObject({ name: 'InvalidParameters' });
  // Right parameters get as far as the node.
  await expect(start({ lines: ['100'] })).rejects.toMatchObject({ name: 'TargetNotConnected' });
});

test('who may read documents may not write them', async () => {
  const olu = clientWith(await credentialsOf(emulator, 'olu'));
  expect((await olu.send(new ListDocumentsCommand({}))).DocumentIdentifiers?.length).toBeGreaterThan(0);
  const Content = JSON.stringify(shell());
  const writes = [
    olu.send(new CreateDocumentCommand({ Name: 'Olus', Content, DocumentType: 'Session' })),
    olu.send(new UpdateDocumentCommand({ Name: 'SSM-SessionManagerRunShell', Content })),
    olu.send(
      new UpdateDocumentDefaultVersionCommand({ Name: 'SSM-SessionManagerRunShell', DocumentVersion: '1' }),
    ),
    olu.send(new DeleteDocumentCommand({ Name: 'SSM-SessionManagerRunShell' })),
  ];
  for (const write of writes)
    await expect(write).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(
        /ssm:\w+Document\w* on resource: arn:aws:ssm:eu-west-1:111122223333:document\//,
      ),
    });
});

test('an account that deleted its preferences has the ones of AWS, until it makes its own', async () => {
  const Name = 'SSM-SessionManagerRunShell';
  await ssm.send(new DeleteDocumentCommand({ Name }));
  await expect(ssm.send(new GetDocumentCommand({ Name }))).rejects.toMatchObject({ name: 'InvalidDocument' });
  const start = ssm.send(new StartSessionCommand({ Target: 'i-0fffffffffffffff1' }));
  await expect(start).rejects.toMatchObject({ name: 'TargetNotConnected' });
  await create(Name, shell());
});
