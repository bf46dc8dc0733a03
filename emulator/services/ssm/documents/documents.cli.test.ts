import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awsCli, skipsAwsCli } from '../../../testing/aws-cli';
import { startEmulator, type TestEmulator } from '../../../testing/start';

let emulator: TestEmulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
  folder = await mkdtemp(join(tmpdir(), 'quarterdeck-cli-documents-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await emulator.stop();
});

test.skipIf(skipsAwsCli)('the AWS CLI makes a document of a file, and changes the preferences', async () => {
  const aws = awsCli(emulator.url, emulator.accessKey);
  const yaml = join(folder, 'tail.yaml');
  const json = join(folder, 'preferences.json');
  await writeFile(
    yaml,
    "schemaVersion: '1.0'\nsessionType: InteractiveCommands\nparameters:\n  file: { type: String }\nproperties:\n  linux: { commands: 'tail {{ file }}' }\n",
  );
  const inputs = { idleSessionTimeout: '5' };
  await writeFile(json, JSON.stringify({ schemaVersion: '1.0', sessionType: 'Standard_Stream', inputs }));
  const made = ['--name', 'Tail', '--content', `file://${yaml}`, '--document-format', 'YAML'];
  expect(await aws('ssm', 'create-document', ...made, '--document-type', 'Session')).toMatchObject({
    DocumentDescription: { Name: 'Tail', Parameters: [{ Name: 'file', Type: 'String' }] },
  });
  const preferences = ['--name', 'SSM-SessionManagerRunShell'];
  const updated = ['--content', `file://${json}`, '--document-version', '$LATEST'];
  expect(await aws('ssm', 'update-document', ...preferences, ...updated)).toMatchObject({
    DocumentDescription: { DocumentVersion: '2', LatestVersion: '2', DefaultVersion: '1' },
  });
  await aws('ssm', 'update-document-default-version', ...preferences, '--document-version', '2');
  expect(await aws('ssm', 'get-document', ...preferences)).toMatchObject({
    DocumentVersion: '2',
    Content: expect.stringContaining('"idleSessionTimeout":"5"'),
  });
});
