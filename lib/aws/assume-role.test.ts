import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeInstanceInformationCommand, StartSessionCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestConsole, type TestConsole } from '@/lib/bff/testing/start-console';
import { trailOf } from '@/lib/bff/testing/trail';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-chain-'));
const scope = { account: '444455556666', region: 'eu-west-1', role: 'QuarterdeckViewer' };

let running: TestConsole;
beforeAll(async () => {
  const file = join(folder, 'q.yaml');
  const demo = readFileSync('emulator/demo/quarterdeck.config.yaml', 'utf8');
  const entrance = "    via: { account: '111122223333', role: QuarterdeckAdministrator }";
  writeFileSync(file, demo.replace('    label: Viewer\n', `    label: Viewer\n${entrance}\n`));
  running = await startTestConsole({ env: { QUARTERDECK_CONFIG: file } });
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

const aws = async () =>
  running.server.aws.inScope(await running.server.signIns.current(await running.signIn('ada')), scope);

test('a role with an entrance is taken through it, and the person stays named to the end of the chain', async () => {
  const clients = await aws();
  const { InstanceInformationList } = await clients.ssm().send(new DescribeInstanceInformationCommand({}));
  expect(InstanceInformationList?.length).toBeGreaterThan(0);
  const [chained] = await trailOf(running.emulator, 'AssumeRole', 'us-east-1');
  const { userIdentity, requestParameters } = JSON.parse(chained?.CloudTrailEvent ?? '{}');
  expect(userIdentity.arn).toContain('assumed-role/QuarterdeckAdministrator/ada@example.com=');
  expect(requestParameters.roleArn).toContain('444455556666:role/QuarterdeckViewer');
  expect(requestParameters.roleSessionName).toMatch(/^ada@example\.com=/);
});

test('and has the rights of the role at the end, not of the entrance', async () => {
  const clients = await aws();
  const start = clients
    .ssm({ retry: 'never' })
    .send(new StartSessionCommand({ Target: 'i-0123456789abcdef0' }));
  await expect(start).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('assumed-role/QuarterdeckViewer/'),
  });
});
