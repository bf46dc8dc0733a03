import { DescribeDocumentCommand, GetDocumentCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startEmulator, type TestEmulator } from '../../../testing/start';
import { putSessionDocument, shellDocumentName } from './store';

const place = { account: '111122223333', region: 'eu-west-1' };
let emulator: TestEmulator;
let ssm: SSMClient;
beforeAll(async () => {
  emulator = await startEmulator();
  ssm = new SSMClient({ endpoint: emulator.url, region: place.region, credentials: emulator.accessKey });
});
afterAll(async () => {
  ssm.destroy();
  await emulator.stop();
});

const get = (Name: string, more: { DocumentVersion?: string; DocumentFormat?: 'YAML' | 'JSON' } = {}) =>
  ssm.send(new GetDocumentCommand({ Name, ...more }));

test.each([
  ['SSM-SessionManagerRunShell', 'Standard_Stream', []],
  ['AWS-StartInteractiveCommand', 'InteractiveCommands', ['command']],
  ['AWS-StartNonInteractiveCommand', 'NonInteractiveCommands', ['command']],
  ['AWS-StartPortForwardingSession', 'Port', ['portNumber', 'localPortNumber']],
  ['AWS-StartPortForwardingSessionToRemoteHost', 'Port', ['host', 'portNumber', 'localPortNumber']],
  ['AWS-StartSSHSession', 'Port', ['portNumber']],
])('%s is a session document', async (name, sessionType, parameters) => {
  const { Content = '', DocumentType, Status } = await get(name);
  expect(JSON.parse(Content)).toMatchObject({ schemaVersion: '1.0', sessionType });
  expect([DocumentType, Status]).toEqual(['Session', 'Active']);
  const { Document } = await ssm.send(new DescribeDocumentCommand({ Name: name }));
  expect(Document?.Parameters?.map((parameter) => parameter.Name)).toEqual(parameters);
  expect(Document).toMatchObject({
    Name: name,
    SchemaVersion: '1.0',
    DocumentFormat: 'JSON',
    HashType: 'Sha256',
  });
  expect(Document?.Owner).toBe(name.startsWith('AWS-') ? 'Amazon' : place.account);
});

test("the account's preferences are its own in each Region, and older versions stay readable", async () => {
  const inputs = { idleSessionTimeout: '5' };
  putSessionDocument(emulator.world, place, shellDocumentName, {
    schemaVersion: '1.0',
    sessionType: 'Standard_Stream',
    inputs,
  });
  const now = await get(shellDocumentName);
  expect(now.DocumentVersion).toBe('2');
  expect(JSON.parse(now.Content ?? '')).toMatchObject({ inputs });
  const before = await get(shellDocumentName, { DocumentVersion: '1' });
  expect(JSON.parse(before.Content ?? '')).toMatchObject({ inputs: { idleSessionTimeout: '20' } });
  const elsewhere = new SSMClient({
    endpoint: emulator.url,
    region: 'us-east-1',
    credentials: emulator.accessKey,
  });
  const other = await elsewhere.send(new GetDocumentCommand({ Name: shellDocumentName }));
  expect(other.DocumentVersion).toBe('1');
  elsewhere.destroy();
});

test('YAML on request says the same as JSON', async () => {
  const json = await get('AWS-StartSSHSession');
  const yaml = await get('AWS-StartSSHSession', { DocumentFormat: 'YAML' });
  expect(parse(yaml.Content ?? '')).toEqual(JSON.parse(json.Content ?? ''));
});

test('unknown names and versions are refused as AWS refuses them', async () => {
  await expect(get('No-Such-Document')).rejects.toMatchObject({ name: 'InvalidDocument' });
  await expect(get('AWS-StartSSHSession', { DocumentVersion: '9' })).rejects.toMatchObject({
    name: 'InvalidDocumentVersion',
  });
  const foreign = `arn:aws:ssm:${place.region}:444455556666:document/${shellDocumentName}`;
  await expect(get(foreign)).rejects.toMatchObject({ name: 'InvalidDocument' });
});
