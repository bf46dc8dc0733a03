import { AwsError } from '../../server/aws-error';
import { encryptionHeaders } from './encryption-headers';
import type { S3Answer } from './s3-answer';
import { headerOf, openBucket, type S3Request } from './s3-request';
import { bucketArn, objectArn, type StoredObject } from './store';

/** GetObject and HeadObject (S3 API reference), whole or one range. Both need s3:GetObject. */
export function getObject(request: S3Request): S3Answer {
  const found = findObject(request);
  const range = rangeOf(headerOf(request, 'range'), found.body.length);
  const body = range ? found.body.subarray(range.first, range.last + 1) : found.body;
  return {
    status: range ? 206 : 200,
    headers: {
      ...objectHeaders(request, found, range !== undefined),
      ...(range && { 'content-range': `bytes ${range.first}-${range.last}/${found.body.length}` }),
      'content-length': body.length,
    },
    body,
  };
}

/** DeleteObject (S3 API reference): no error where there is nothing. */
export function deleteObject(request: S3Request): S3Answer {
  const bucket = openBucket(request, 's3:DeleteObject', objectArn(request.bucket, request.key));
  bucket.objects.delete(request.key);
  return { status: 204 };
}

/** "If you don't have the s3:ListBucket permission, S3 returns 403" where there is no such object (API reference, GetObject). */
function findObject(request: S3Request): StoredObject {
  const { bucket, key, call } = request;
  const found = openBucket(request, 's3:GetObject', objectArn(bucket, key)).objects.get(key);
  if (found) return found;
  call.authorize({ action: 's3:ListBucket', resource: bucketArn(bucket) });
  throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
}

/** The checksum is of the whole: a range comes without it. */
function objectHeaders(request: S3Request, found: StoredObject, ranged: boolean): Record<string, string> {
  const withChecksum = headerOf(request, 'x-amz-checksum-mode') === 'ENABLED' && !ranged;
  const kept = Object.entries(found.headers).filter(
    ([name]) => withChecksum || !name.startsWith('x-amz-checksum-'),
  );
  return {
    ...Object.fromEntries(kept),
    'accept-ranges': 'bytes',
    etag: `"${found.etag}"`,
    'last-modified': new Date(found.modifiedAtMs).toUTCString(),
    ...encryptionHeaders(found.encryption),
  };
}

/** One range of bytes, the only form S3 takes; anything else is ignored, as RFC 9110 wants it. */
function rangeOf(header: string | undefined, length: number): { first: number; last: number } | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from);
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (first <= last && first < length) return { first, last };
  throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416);
}
