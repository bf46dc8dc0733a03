import { AwsError } from '../../server/aws-error';
import { lastKeyGiven, pageToken } from '../page';
import { type S3Answer, s3Xml } from './s3-answer';
import { openBucket, type S3Request } from './s3-request';
import { bucketArn, type StoredObject } from './store';

/** At most so many keys and common prefixes a page, and as many unasked (API reference, ListObjectsV2, max-keys). */
const keysMax = 1000;

/** An object, or a common prefix standing for all keys below it. */
interface Entry {
  readonly name: string;
  readonly object?: StoredObject;
}

/** ListObjectsV2 (S3 API reference), by key in the order of their UTF-8 bytes. */
export function listObjects(request: S3Request): S3Answer {
  const { query } = request;
  if (query.get('list-type') !== '2')
    throw new AwsError('NotImplemented', 'The emulator lists objects with ListObjectsV2 (list-type=2).', 501);
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const keys = { 's3:prefix': prefix, 's3:delimiter': delimiter };
  const bucket = openBucket(request, 's3:ListBucket', bucketArn(request.bucket), keys);
  const scope = ['ListObjectsV2', bucket.name, prefix, delimiter];
  const token = query.get('continuation-token') ?? undefined;
  const after = lastKeyGiven({ scope, token, refuse: badToken }) ?? query.get('start-after') ?? '';
  const size = pageSize(query.get('max-keys'));
  const entries = entriesBelow(bucket.objects, prefix, delimiter).filter(({ name }) => name > after);
  const page = entries.slice(0, size);
  const more = entries.length > page.length && page.length > 0;
  const shown = query.get('encoding-type') === 'url' ? encodeURIComponent : (text: string) => text;
  return s3Xml('ListBucketResult', {
    Name: bucket.name,
    Prefix: shown(prefix),
    ...(delimiter && { Delimiter: shown(delimiter) }),
    MaxKeys: size,
    ...(query.has('encoding-type') && { EncodingType: query.get('encoding-type') }),
    KeyCount: page.length,
    IsTruncated: more,
    ...(token && { ContinuationToken: token }),
    ...(more && { NextContinuationToken: pageToken(scope, page.at(-1)?.name ?? '') }),
    Contents: page.filter(({ object }) => object).map(({ name, object }) => shownObject(shown(name), object)),
    CommonPrefixes: page.filter(({ object }) => !object).map(({ name }) => ({ Prefix: shown(name) })),
  });
}

function entriesBelow(
  objects: ReadonlyMap<string, StoredObject>,
  prefix: string,
  delimiter: string,
): Entry[] {
  const entries = new Map<string, Entry>();
  for (const [key, object] of objects) {
    if (!key.startsWith(prefix)) continue;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const name = end < 0 ? key : key.slice(0, end + delimiter.length);
    entries.set(name, end < 0 ? { name, object } : { name });
  }
  return [...entries.values()].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
}

const shownObject = (Key: string, object: StoredObject | undefined) => ({
  Key,
  LastModified: new Date(object?.modifiedAtMs ?? 0).toISOString(),
  ETag: `"${object?.etag}"`,
  Size: object?.body.length,
  StorageClass: 'STANDARD',
});

function pageSize(asked: string | null): number {
  if (asked === null || asked === '') return keysMax;
  if (!/^\d{1,9}$/.test(asked))
    throw new AwsError('InvalidArgument', 'Provided max-keys not an integer or within integer range');
  return Math.min(Number(asked), keysMax);
}

const badToken = () => new AwsError('InvalidArgument', 'The continuation token provided is incorrect');
