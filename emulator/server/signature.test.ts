import { readFile } from 'node:fs/promises';
import { Agent as HttpsAgent } from 'node:https';
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeInstanceInformationCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Sha256 } from '../auth/sha256';
import { sendRaw, statusOf } from '../testing/raw-http';
import { credentialsOf } from '../testing/sign-in';
import { startEmulator, type TestEmulator } from '../testing/start';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

const options = (over: Partial<Keys> = {}) => ({
  endpoint: emulator.url,
  region: 'eu-west-1',
  maxAttempts: 1,
  credentials: { ...emulator.accessKey, ...over },
});

/** One call of each protocol, with what AWS answers when the keys are not good. */
const calls = {
  ssm: (over: Partial<Keys>) => new SSMClient(options(over)).send(new DescribeInstanceInformationCommand({})),
  sts: (over: Partial<Keys>) => new STSClient(options(over)).send(new GetCallerIdentityCommand({})),
  ec2: (over: Partial<Keys>) => new EC2Client(options(over)).send(new DescribeInstancesCommand({})),
};

describe.each([
  [
    'a wrong secret',
    { secretAccessKey: 'not-the-secret' },
    ['InvalidSignatureException', 'SignatureDoesNotMatch', 'AuthFailure'],
  ],
  [
    'an unknown key',
    { accessKeyId: 'AKIAUNKNOWNUNKNOWN12' },
    ['UnrecognizedClientException', 'InvalidClientTokenId', 'AuthFailure'],
  ],
  [
    'a session token that is not ours',
    { sessionToken: 'made-up' },
    ['UnrecognizedClientException', 'InvalidClientTokenId', 'AuthFailure'],
  ],
] as const)('%s', (_name, over, [json, query, ec2]) => {
  test(`is ${json} in SSM`, async () => {
    await expect(calls.ssm(over)).rejects.toMatchObject({ name: json, $metadata: { httpStatusCode: 400 } });
  });
  test(`is ${query} in STS`, async () => {
    await expect(calls.sts(over)).rejects.toMatchObject({ name: query, $metadata: { httpStatusCode: 403 } });
  });
  test(`is ${ec2} in EC2`, async () => {
    await expect(calls.ec2(over)).rejects.toMatchObject({ name: ec2, $metadata: { httpStatusCode: 401 } });
  });
});

test('good keys are admitted and name their caller', async () => {
  const me = await calls.sts({});
  expect(me.Arn).toBe('arn:aws:iam::111122223333:user/emulator');
});

test("temporary keys without their token are no one's", async () => {
  const { accessKeyId, secretAccessKey } = await credentialsOf(emulator, 'vic');
  await expect(calls.sts({ accessKeyId, secretAccessKey })).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  });
});

test('TLS is served under the CA that was made, to those who trust it', async () => {
  const ca = await readFile(emulator.caFile, 'utf8');
  const over = (agentOptions: { ca?: string }) =>
    new STSClient({
      ...options(),
      endpoint: emulator.tlsUrl,
      requestHandler: new NodeHttpHandler({ httpsAgent: new HttpsAgent(agentOptions) }),
    }).send(new GetCallerIdentityCommand({}));
  expect((await over({ ca })).Account).toBe('111122223333');
  await expect(over({})).rejects.toThrow(/certificate/i);
});

interface Signed {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A request signed by hand, to be spoilt afterwards. */
async function sign(
  over: { date?: Date; region?: string; service?: string; body?: string } = {},
): Promise<Signed> {
  const { date = new Date(), region = 'eu-west-1', service = 'ssm', body = '{}' } = over;
  const signer = new SignatureV4({ credentials: emulator.accessKey, region, service, sha256: Sha256 });
  const { headers } = await signer.sign(
    {
      method: 'POST',
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: '/',
      headers: {
        host: new URL(emulator.url).host,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AmazonSSM.DescribeInstanceInformation',
      },
      body,
    },
    { signingDate: date },
  );
  return { headers, body };
}

async function post({ headers, body }: Signed): Promise<{ status: number; type: string; message: string }> {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const answer = await sendRaw(
    emulator.url,
    ['POST / HTTP/1.1', ...lines, `content-length: ${Buffer.byteLength(body)}`, 'connection: close'],
    body,
  );
  const parsed = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4) || '{}');
  return { status: statusOf(answer), type: parsed.__type, message: parsed.message };
}

const without = ({ headers, body }: Signed, name: string): Signed => ({
  body,
  headers: Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name)),
});

const withHeader = ({ headers, body }: Signed, name: string, value: string): Signed => ({
  body,
  headers: { ...headers, [name]: value },
});

describe('what is changed after signing', () => {
  test('nothing: it is admitted', async () => {
    expect(await post(await sign())).toMatchObject({ status: 200 });
  });
  test('the body, with the old hash or a new one', async () => {
    const signed = await sign();
    const changed = { ...signed, body: '{"MaxResults":5}' };
    expect(await post(changed)).toMatchObject({ status: 400, type: 'InvalidSignatureException' });
    expect(await post(without(changed, 'x-amz-content-sha256'))).toMatchObject({ status: 400 });
  });
  test('the operation', async () => {
    const other = withHeader(await sign(), 'x-amz-target', 'AmazonSSM.StartSession');
    expect(await post(other)).toMatchObject({ type: 'InvalidSignatureException' });
  });
  test('the operation, left out of the signed headers', async () => {
    const signed = await sign();
    const authorization = (signed.headers.authorization ?? '').replace(';x-amz-target', '');
    expect(await post(withHeader(signed, 'authorization', authorization))).toMatchObject({
      type: 'InvalidSignatureException',
      message: expect.stringContaining('x-amz-target'),
    });
  });
  test('the host', async () => {
    expect(await post(withHeader(await sign(), 'host', 'localhost'))).toMatchObject({
      type: 'InvalidSignatureException',
    });
  });
});

describe('what the signature says of itself', () => {
  test.each([
    [-16, 'Signature expired'],
    [16, 'Signature not yet current'],
  ])('a date %i minutes off is refused', async (minutes, words) => {
    const date = new Date(Date.now() + minutes * 60_000);
    expect(await post(await sign({ date }))).toMatchObject({
      status: 400,
      type: 'InvalidSignatureException',
      message: expect.stringContaining(words),
    });
  });
  test('14 minutes off is within what AWS takes', async () => {
    expect(await post(await sign({ date: new Date(Date.now() - 14 * 60_000) }))).toMatchObject({
      status: 200,
    });
  });
  test('another service', async () => {
    expect(await post(await sign({ service: 'ec2' }))).toMatchObject({
      type: 'InvalidSignatureException',
      message: expect.stringContaining("correct service: 'ssm'"),
    });
  });
  test('a Region that is none', async () => {
    expect(await post(await sign({ region: '../etc' }))).toMatchObject({ status: 400 });
  });
  test('nothing', async () => {
    expect(await post(without(await sign(), 'authorization'))).toMatchObject({
      status: 400,
      type: 'MissingAuthenticationTokenException',
    });
  });
  test('half of it', async () => {
    const signed = await sign();
    const half = (signed.headers.authorization ?? '').replace(/, Signature=.*/, '');
    expect(await post(withHeader(signed, 'authorization', half))).toMatchObject({
      type: 'IncompleteSignatureException',
      message: expect.stringContaining("'Signature' parameter"),
    });
  });
});

test('a chunked body is read and its signature judged like any other', async () => {
  const { headers } = await sign({ body: '{"MaxResults":5}' });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const send = (chunks: string) =>
    sendRaw(
      emulator.url,
      ['POST / HTTP/1.1', ...lines, 'transfer-encoding: chunked', 'connection: close'],
      chunks,
    );
  expect(statusOf(await send('8\r\n{"MaxRes\r\n8\r\nults":5}\r\n0\r\n\r\n'))).toBe(200);
  expect(statusOf(await send('8\r\n{"MaxRes\r\n8\r\nults":6}\r\n0\r\n\r\n'))).toBe(400);
});

test('an operation, a service and a body that are not there are named', async () => {
  const ask = async (target: string, body = '{}') => {
    const signer = new SignatureV4({
      credentials: emulator.accessKey,
      region: 'eu-west-1',
      service: 'ssm',
      sha256: Sha256,
    });
    const { headers } = await signer.sign({
      method: 'POST',
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: '/',
      headers: { host: new URL(emulator.url).host, 'x-amz-target': target },
      body,
    });
    return post({ headers, body });
  };
  expect(await ask('AmazonSSM.CreateOpsItem')).toMatchObject({
    status: 400,
    type: 'UnknownOperationException',
    message: expect.stringContaining('ssm:CreateOpsItem'),
  });
  expect(await ask('DynamoDB_20120810.GetItem')).toMatchObject({
    type: 'UnknownOperationException',
    message: expect.stringContaining('DynamoDB_20120810.GetItem'),
  });
  expect(await ask('AmazonSSM.DescribeInstanceInformation', '{')).toMatchObject({
    type: 'SerializationException',
  });
});
