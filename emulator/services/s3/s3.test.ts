import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Sha256 } from '../../auth/sha256';
import { sendRaw, statusOf } from '../../testing/raw-http';
import { credentialsOf } from '../../testing/sign-in';
import { startEmulator, type TestEmulator } from '../../testing/start';

const region = 'eu-west-1';
const Bucket = 'session-logs';
let emulator: TestEmulator;
let s3: S3Client;
const clients: S3Client[] = [];
beforeAll(async () => {
  emulator = await startEmulator();
  s3 = clientWith(emulator.accessKey);
  await s3.send(
    new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } }),
  );
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await emulator.stop();
});

type Keys = { accessKeyId: string; secretAccessKey: string };
function clientWith(credentials: Keys, at = region): S3Client {
  const client = new S3Client({ endpoint: emulator.url, region: at, credentials, maxAttempts: 1 });
  clients.push(client);
  return client;
}

const put = (Key: string, Body: string | Uint8Array, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const textOf = async (Key: string, Range?: string) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, Range }));
  return Body?.transformToString();
};

test('an object comes back byte for byte with what was said about it, also in part', async () => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 256));
  const Key = 'a folder/../with ü, +plus & 100%.log';
  const { ETag } = await put(Key, bytes, { ContentType: 'text/plain', Metadata: { session: 'olu-1' } });
  expect(ETag).toBe(`"${createHash('md5').update(bytes).digest('hex')}"`);
  const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
  expect(Buffer.compare(Buffer.from((await got.Body?.transformToByteArray()) ?? []), bytes)).toBe(0);
  expect(got).toMatchObject({
    ContentType: 'text/plain',
    ContentLength: bytes.length,
    Metadata: { session: 'olu-1' },
    ServerSideEncryption: 'AES256',
  });
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
  expect(head).toMatchObject({ ContentLength: bytes.length, ETag, AcceptRanges: 'bytes' });
  await put('short', 'hello world');
  expect([
    await textOf('short', 'bytes=6-'),
    await textOf('short', 'bytes=0-4'),
    await textOf('short', 'bytes=-3'),
  ]).toEqual(['world', 'hello', 'rld']);
  await expect(textOf('short', 'bytes=11-')).rejects.toMatchObject({ name: 'InvalidRange' });
});

test('an upload whose length is not known comes in chunks with its checksum behind it', async () => {
  const client = new S3Client({
    endpoint: emulator.url,
    region,
    credentials: emulator.accessKey,
    requestStreamBufferSize: 64 * 1024,
  });
  clients.push(client);
  const text = 'line\n'.repeat(50_000);
  const Body = Readable.from([text.slice(0, 100_000), text.slice(100_000)], { objectMode: false });
  await client.send(new PutObjectCommand({ Bucket, Key: 'streamed', Body, ContentLength: text.length }));
  expect(await textOf('streamed')).toBe(text);
});

test('bytes that are not what their checksum says are refused', async () => {
  const refused = put('wrong', 'these bytes', {
    ChecksumSHA256: createHash('sha256').update('others').digest('base64'),
  });
  await expect(refused).rejects.toMatchObject({ name: 'BadDigest' });
  await expect(textOf('wrong')).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('keys are listed by prefix, folded at a delimiter, and paged', async () => {
  for (const Key of ['list/a/1', 'list/a/2', 'list/b/1', 'list/c', 'list/d é']) await put(Key, Key);
  const list = (more: object) => s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/', ...more }));
  const folded = await list({ Delimiter: '/' });
  expect(folded.CommonPrefixes).toEqual([{ Prefix: 'list/a/' }, { Prefix: 'list/b/' }]);
  expect(folded.Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([
    ['list/c', 6],
    ['list/d é', 9],
  ]);
  const keys: (string | undefined)[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await list({ MaxKeys: 2, ContinuationToken });
    keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  expect(keys).toEqual(['list/a/1', 'list/a/2', 'list/b/1', 'list/c', 'list/d é']);
  expect((await list({ StartAfter: 'list/b/1' })).KeyCount).toBe(2);
});

test('buckets have an owner, a Region and an encryption', async () => {
  const { Buckets } = await s3.send(new ListBucketsCommand({}));
  expect(Buckets).toMatchObject([{ Name: Bucket, BucketRegion: region }]);
  expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe(region);
  const encryption = async () =>
    (await s3.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration?.Rules?.[0]
      ?.ApplyServerSideEncryptionByDefault;
  expect(await encryption()).toEqual({ SSEAlgorithm: 'AES256' });
  const KMSMasterKeyID = `arn:aws:kms:${region}:111122223333:key/11111111-2222-4333-8444-555555555555`;
  const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID } };
  await s3.send(
    new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules: [rule] } }),
  );
  expect(await encryption()).toEqual({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID });
  const taken = clientWith(await credentialsOf(emulator, 'ada', '444455556666'));
  const again = (client: S3Client) =>
    client.send(
      new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } }),
    );
  await expect(again(s3)).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' });
  await expect(again(taken)).rejects.toMatchObject({ name: 'BucketAlreadyExists' });
  await expect(s3.send(new CreateBucketCommand({ Bucket: 'No' }))).rejects.toMatchObject({
    name: 'InvalidBucketName',
  });
});

test('what is not there, is elsewhere, or is not built is said in the words of S3', async () => {
  await expect(textOf('nothing')).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'nothing' }))).rejects.toMatchObject({
    name: 'NotFound',
  });
  await expect(s3.send(new GetObjectCommand({ Bucket: 'no-such-bucket', Key: 'k' }))).rejects.toMatchObject({
    name: 'NoSuchBucket',
  });
  const elsewhere = clientWith(emulator.accessKey, 'us-east-1');
  await expect(elsewhere.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({
    name: 'AuthorizationHeaderMalformed',
    message: expect.stringContaining(`expecting '${region}'`),
  });
  await expect(s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({
    name: 'NotImplemented',
  });
  const wrong = clientWith({ ...emulator.accessKey, secretAccessKey: 'not it' });
  await expect(wrong.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  });
  await expect(wrong.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
  });
});

test('IAM decides by object, and other accounts have no part in a bucket', async () => {
  await put('private', 'x');
  const vic = clientWith(await credentialsOf(emulator, 'vic'));
  await expect(vic.send(new PutObjectCommand({ Bucket, Key: 'private', Body: 'y' }))).rejects.toMatchObject({
    name: 'AccessDenied',
    message: expect.stringContaining(`s3:PutObject on resource: arn:aws:s3:::${Bucket}/private`),
  });
  const stranger = clientWith(await credentialsOf(emulator, 'ada', '444455556666'));
  await expect(stranger.send(new GetObjectCommand({ Bucket, Key: 'private' }))).rejects.toMatchObject({
    name: 'AccessDenied',
  });
  expect((await stranger.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
});

test('a bucket is deleted once it is empty', async () => {
  const mine = { Bucket: 'short-lived' };
  await s3.send(
    new CreateBucketCommand({ ...mine, CreateBucketConfiguration: { LocationConstraint: region } }),
  );
  await s3.send(new PutObjectCommand({ ...mine, Key: 'k', Body: '' }));
  await expect(s3.send(new DeleteBucketCommand(mine))).rejects.toMatchObject({ name: 'BucketNotEmpty' });
  await s3.send(new DeleteObjectCommand({ ...mine, Key: 'k' }));
  await s3.send(new DeleteBucketCommand(mine));
  await expect(s3.send(new HeadBucketCommand(mine))).rejects.toMatchObject({ name: 'NotFound' });
});

test.each([
  ['a bucket', Bucket, 403, `x-amz-bucket-region: ${region}`],
  ['no bucket', 'no-such-bucket-here', 404, 'x-amz-request-id'],
])('unsigned, the head of %s says no more than where it is', async (_what, name, status, told) => {
  const answer = await sendRaw(emulator.url, [
    'HEAD / HTTP/1.1',
    `host: ${name}.localhost`,
    'connection: close',
  ]);
  expect(statusOf(answer)).toBe(status);
  expect(answer).toContain(told);
  expect(answer).toMatch(/\r\n\r\n$/);
});

test('unsigned, nothing else of a bucket is answered', async () => {
  await put('hosted', 'by the host');
  for (const line of ['GET /hosted HTTP/1.1', 'GET / HTTP/1.1', 'DELETE /hosted HTTP/1.1']) {
    const answer = await sendRaw(emulator.url, [line, `host: ${Bucket}.localhost`, 'connection: close']);
    expect(statusOf(answer)).toBe(400);
    expect(answer).not.toContain('by the host');
  }
});

test.each([
  ['as SDKs do unless told otherwise', `${Bucket}.localhost`],
  [
    'with the service and its Region behind it, as where a whole domain is ours',
    `${Bucket}.s3.${region}.localhost`,
  ],
])('a bucket may be named by the host, %s', async (_how, name) => {
  await put('hosted', 'by the host');
  const { port } = new URL(emulator.url);
  const host = `${name}:${port}`;
  const { accessKey } = emulator;
  const signer = new SignatureV4({
    credentials: accessKey,
    region,
    service: 's3',
    sha256: Sha256,
    uriEscapePath: false,
  });
  const request = {
    method: 'GET',
    protocol: 'http:',
    hostname: host,
    path: '/hosted',
    query: {},
    headers: { host },
  };
  const { headers } = await signer.sign(request);
  const lines = Object.entries({ ...headers, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const answer = await sendRaw(emulator.url, ['GET /hosted HTTP/1.1', ...lines]);
  expect(statusOf(answer)).toBe(200);
  expect(answer).toMatch(/by the host$/);
});
