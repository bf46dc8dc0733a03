import { connect } from 'node:net';
import { DescribeInstanceInformationCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator, type TestEmulator } from '../testing/start';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

const client = (
  over: Partial<{ accessKeyId: string; secretAccessKey: string; sessionToken: string }> = {},
) => ({
  endpoint: emulator.url,
  region: 'eu-west-1',
  maxAttempts: 1,
  credentials: { ...emulator.accessKey, ...over },
});

test('a good signature is admitted and names its caller', async () => {
  const identity = await new STSClient(client()).send(new GetCallerIdentityCommand({}));
  expect(identity.Account).toBe('111122223333');
  expect(identity.Arn).toBe('arn:aws:iam::111122223333:user/emulator');
});

test('a wrong secret is SignatureDoesNotMatch in STS and InvalidSignatureException in SSM', async () => {
  const wrong = client({ secretAccessKey: 'not-the-secret' });
  await expect(new STSClient(wrong).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
    $metadata: { httpStatusCode: 403 },
  });
  await expect(new SSMClient(wrong).send(new DescribeInstanceInformationCommand({}))).rejects.toMatchObject({
    name: 'InvalidSignatureException',
    $metadata: { httpStatusCode: 400 },
  });
});
void connect;
