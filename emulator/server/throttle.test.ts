import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetParameterCommand, GetParametersByPathCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator, type TestEmulator } from '../testing/start';
import { Clock } from '../world/clock';

let emulator: TestEmulator;
// Time stands still, so that a slow machine refills nothing.
let nowMs = Date.now();
beforeAll(async () => {
  emulator = await startEmulator({
    clock: new Clock(() => nowMs),
    env: { EMULATOR_THROTTLE: 'aws', EMULATOR_THROTTLE_OTHERS_PER_SECOND: '3' },
  });
});
afterAll(() => emulator.stop());

const options = (region = 'eu-west-1') => ({
  endpoint: emulator.url,
  region,
  maxAttempts: 1,
  credentials: emulator.accessKey,
});

const path = (client: SSMClient) => client.send(new GetParametersByPathCommand({ Path: '/' }));

const times = async (count: number, call: () => Promise<unknown>) => {
  for (let done = 0; done < count; done += 1) await call();
};

test('40 reads of parameters a second, shared by the three operations, each Region on its own', async () => {
  const ssm = new SSMClient(options());
  await times(40, () => path(ssm));
  const refused = { name: 'ThrottlingException', message: 'Rate exceeded' };
  await expect(path(ssm)).rejects.toMatchObject(refused);
  await expect(ssm.send(new GetParameterCommand({ Name: '/a' }))).rejects.toMatchObject(refused);
  await path(new SSMClient(options('us-east-1')));
  nowMs += 50;
  await times(2, () => path(ssm));
  await expect(path(ssm)).rejects.toMatchObject(refused);
});

test('two LookupEvents a second', async () => {
  const trail = new CloudTrailClient(options());
  const look = () => trail.send(new LookupEventsCommand({}));
  await times(2, look);
  await expect(look()).rejects.toMatchObject({ name: 'ThrottlingException' });
});

test('EC2 says RequestLimitExceeded', async () => {
  const ec2 = new EC2Client(options());
  const describe = () => ec2.send(new DescribeInstancesCommand({ MaxResults: 5 }));
  await times(100, describe);
  await expect(describe()).rejects.toMatchObject({ name: 'RequestLimitExceeded' });
});

test('what AWS does not document has the rate that was set', async () => {
  const sts = new STSClient(options());
  const ask = () => sts.send(new GetCallerIdentityCommand({}));
  await times(3, ask);
  await expect(ask()).rejects.toMatchObject({ name: 'Throttling' });
});
