import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BareClient } from '@/e2e/witness/bare-client';
import { bareNodeId } from '../../ssmmessages/testing/bare-node';
import { type RelayScene, relayScene } from '../../ssmmessages/testing/relay-scene';
import { place, ticketOf } from '../../ssmmessages/testing/shell-scene';

const run = promisify(execFile);
const hasAws = await run('aws', ['--version']).then(
  () => true,
  () => false,
);
if (!hasAws && !process.env.CI)
  console.warn('Skipped: the AWS CLI is not on this machine (no `aws` on PATH).');

let scene: RelayScene;
let folder: string;
beforeAll(async () => {
  scene = await relayScene();
  folder = await mkdtemp(join(tmpdir(), 'quarterdeck-cli-'));
  // Stands where AWS's plugin would: writes down what the CLI hands over, and leaves the session to the test.
  const plugin = join(folder, 'session-manager-plugin');
  const script = `#!/bin/sh
[ "$1" = --version ] && { echo 1.2.700.0; exit 0; }
{ [ -n "$AWS_SSM_START_SESSION_RESPONSE" ] && echo "$AWS_SSM_START_SESSION_RESPONSE" || echo "$1"; } > ${folder}/ticket
`;
  await writeFile(plugin, script);
  await chmod(plugin, 0o755);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await scene[Symbol.asyncDispose]();
});

async function aws(...args: string[]): Promise<unknown> {
  const { accessKeyId, secretAccessKey } = scene.emulator.accessKey;
  const env = {
    ...process.env,
    PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_DEFAULT_REGION: place.region,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
  const { stdout } = await run(
    'aws',
    ['--endpoint-url', scene.emulator.url, '--output', 'json', 'ssm', ...args],
    { env },
  );
  return stdout.trim().startsWith('{') ? JSON.parse(stdout) : stdout;
}

test.skipIf(!hasAws && !process.env.CI)(
  'the AWS CLI starts, lists, resumes and terminates a session',
  async () => {
    await aws('start-session', '--target', bareNodeId, '--reason', 'by the CLI');
    const ticket = ticketOf(JSON.parse(await readFile(join(folder, 'ticket'), 'utf8')));
    const client = await BareClient.open(ticket);
    await client.waitForOutput(/\$ $/);
    const { SessionId } = ticket;
    const listed = await aws(
      'describe-sessions',
      '--state',
      'Active',
      '--filters',
      `key=SessionId,value=${SessionId}`,
    );
    expect(listed).toMatchObject({
      Sessions: [{ SessionId, Status: 'Connected', Reason: 'by the CLI', Target: bareNodeId }],
    });
    expect(await aws('resume-session', '--session-id', SessionId)).toMatchObject({
      SessionId,
      StreamUrl: ticket.StreamUrl,
    });
    expect(await aws('terminate-session', '--session-id', SessionId)).toEqual({ SessionId });
    expect((await client.closed).by).toBe('channel_closed');
    const past = await aws('describe-sessions', '--state', 'History', '--max-items', '1');
    expect(past).toMatchObject({ Sessions: [{ SessionId, Status: 'Terminated' }] });
  },
);

test.skipIf(!hasAws && !process.env.CI)(
  "the AWS CLI shows AWS's own words for a node that is not connected",
  async () => {
    const refused = aws('start-session', '--target', 'i-0fffffffffffffff3');
    await expect(refused).rejects.toThrow(
      /\(TargetNotConnected\) when calling the StartSession operation: i-0fffffffffffffff3 is not connected\./,
    );
  },
);
