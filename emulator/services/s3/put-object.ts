import { AwsError } from '../../server/aws-error';
import { md5 } from './checksum';
import { encryptionHeaders } from './encryption-headers';
import { readPayload } from './read-payload';
import type { S3Answer } from './s3-answer';
import { headerOf, openBucket, type S3Request } from './s3-request';
import { type BucketEncryption, bucketsOf, objectArn } from './store';

/** S3 user guide, "Creating object key names": 1,024 bytes. */
const keyBytesMax = 1024;

/** What the emulator keeps of all objects together: they lie in memory, and in the world's file. */
const objectBytesMax = 512 * 1024 * 1024;

/** PutObject (S3 API reference). */
export function putObject(request: S3Request): S3Answer {
  const { key, call } = request;
  refuseOtherPuts(request);
  const bucket = openBucket(request, 's3:PutObject', objectArn(request.bucket, key));
  const { body, checksums } = readPayload(request);
  const digest = md5(body);
  const claimed = headerOf(request, 'content-md5');
  if (claimed !== undefined && claimed !== digest.toString('base64'))
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  refuseOverfull(request, body.length);
  const etag = digest.toString('hex');
  const encryption = encryptionOf(request) ?? bucket.encryption;
  const headers = { ...keptHeaders(request), ...checksums };
  bucket.objects.set(key, { body, etag, modifiedAtMs: call.now, headers, encryption });
  return { headers: { etag: `"${etag}"`, ...checksums, ...encryptionHeaders(encryption) } };
}

function refuseOtherPuts(request: S3Request): void {
  const strange = [...request.query.keys()].find((name) => name !== 'x-id');
  if (strange !== undefined || headerOf(request, 'x-amz-copy-source') !== undefined)
    throw new AwsError(
      'NotImplemented',
      'The emulator has PutObject alone: no copies, parts, tags or ACLs.',
      501,
    );
  if (Buffer.byteLength(request.key) > keyBytesMax)
    throw new AwsError('KeyTooLongError', 'Your key is too long');
}

function refuseOverfull({ call }: S3Request, added: number): void {
  let bytes = added;
  for (const { objects } of bucketsOf(call.world).values())
    for (const { body } of objects.values()) bytes += body.length;
  if (bytes > objectBytesMax)
    throw new AwsError('EntityTooLarge', `The emulator keeps at most ${objectBytesMax} bytes of objects.`);
}

const sent = [
  'content-type',
  'content-encoding',
  'content-disposition',
  'content-language',
  'cache-control',
  'expires',
];

/** What comes back with the object as it was given. */
function keptHeaders(request: S3Request): Record<string, string> {
  const kept: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string' && (sent.includes(name) || name.startsWith('x-amz-meta-')))
      kept[name] = value;
  // The framing of an upload is no encoding of what was uploaded.
  const encoding = kept['content-encoding']?.replace(/(^|,\s*)aws-chunked\s*$|^aws-chunked,\s*/, '') ?? '';
  if (encoding === '') delete kept['content-encoding'];
  else kept['content-encoding'] = encoding;
  return kept;
}

function encryptionOf(request: S3Request): BucketEncryption | undefined {
  const algorithm = headerOf(request, 'x-amz-server-side-encryption');
  if (algorithm === undefined) return undefined;
  if (algorithm !== 'AES256' && algorithm !== 'aws:kms')
    throw new AwsError('InvalidArgument', `The emulator knows AES256 and aws:kms, not ${algorithm}.`);
  return { algorithm, kmsKeyId: headerOf(request, 'x-amz-server-side-encryption-aws-kms-key-id') };
}
