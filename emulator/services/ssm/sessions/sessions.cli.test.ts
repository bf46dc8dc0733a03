import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ResumeSessionCommand, SSMClient } from '@aws-sdk/client-ssm';
import { NodeHttpHandler } from '@smithy/node-http-handler';
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
shift
printf '%s\\n' "$@" > ${folder}/arguments
`;
  await writeFile(plugin, script);
  await chmod(plugin, 0o755);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await scene[Symbol.asyncDispose]();
});

const told = async (name: string) => (await readFile(resolve(folder, name), 'utf8')).trimEnd();

const aws = (...args: string[]) => awsAt(scene.emulator.url, ...args);

async function awsAt(endpoint: string, ...args: string[]): Promise<unknown> {
  const { accessKeyId, secretAccessKey } = scene.emulator.accessKey;
  const env = {
    ...process.env,
    PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_DEFAULT_REGION: place.region,
    AWS_CA_BUNDLE: scene.emulator.caFile,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
  const { stdout } = await run('aws', ['--endpoint-url', endpoint, '--output', 'json', 'ssm', ...args], {
    env,
  });
  return stdout.trim().startsWith('{') ? JSON.parse(stdout) : stdout;
}

test.skipIf(!hasAws && !process.env.CI)(
  'the AWS CLI starts, lists, resumes and terminates a session',
  async () => {
    await aws('start-session', '--target', bareNodeId, '--reason', 'by the CLI');
    const ticket = ticketOf(JSON.parse(await told('ticket')));
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
  'what the AWS CLI hands to the plugin is enough to open the shell over TLS and to take it up again after a drop',
  async () => {
    await awsAt(scene.emulator.tlsUrl, 'start-session', '--target', bareNodeId);
    const [region = '', operation, profile, request = '', endpoint = ''] = (await told('arguments')).split(
      '\n',
    );
    expect([operation, profile, JSON.parse(request)]).toEqual(['StartSession', '', { Target: bareNodeId }]);
    const ticket = ticketOf(JSON.parse(await told('ticket')));
    expect(ticket.StreamUrl).toMatch(/^wss:/);
    const ca = await told(scene.emulator.caFile);
    const ssm = new SSMClient({
      endpoint,
      region,
      credentials: scene.emulator.accessKey,
      requestHandler: new NodeHttpHandler({ httpsAgent: new Agent({ ca }) }),
    });
    const resumeWith = async () =>
      (await ssm.send(new ResumeSessionCommand({ SessionId: ticket.SessionId }))).TokenValue;
    const client = await BareClient.open(ticket, { ca, resumeWith, habits: 'aws-plugin' });
    await client.waitForOutput(/\$ $/);
    client.drop();
    await client.dropped();
    client.type('back again\x04');
    await client.waitForOutput(/back again/);
    expect(await client.closed).toEqual({ by: 'channel_closed', output: '' });
    ssm.destroy();
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
