import { Shelf, type World } from '../../world/world';

/** One object as it is kept. */
export interface StoredObject {
  readonly body: Uint8Array;
  /** MD5 in hexadecimal digits, without quotes. */
  readonly etag: string;
  readonly modifiedAtMs: number;
  /** Headers that come back with it as they were given: content-type, x-amz-meta-…, x-amz-checksum-…. */
  readonly headers: Readonly<Record<string, string>>;
  readonly encryption: BucketEncryption;
}

/** How new objects of a bucket are encrypted. Every bucket has SSE-S3 at least (S3 user guide, since January 2023). */
export interface BucketEncryption {
  readonly algorithm: 'AES256' | 'aws:kms';
  readonly kmsKeyId?: string | undefined;
}

export interface Bucket {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly createdAtMs: number;
  encryption: BucketEncryption;
  readonly objects: Map<string, StoredObject>;
}

/** Names are one space for all accounts and Regions. */
const buckets = new Shelf('s3.buckets', () => new Map<string, Bucket>());

export const bucketsOf = (world: World): Map<string, Bucket> => buckets.of(world);

export const bucketArn = (bucket: string): string => `arn:aws:s3:::${bucket}`;
export const objectArn = (bucket: string, key: string): string => `arn:aws:s3:::${bucket}/${key}`;

/** A new, empty bucket; seeds use it too. */
export function addBucket(
  world: World,
  { name, account, region }: { name: string; account: string; region: string },
): Bucket {
  const encryption: BucketEncryption = { algorithm: 'AES256' };
  const made = { name, account, region, createdAtMs: world.clock.now(), encryption, objects: new Map() };
  bucketsOf(world).set(name, made);
  return made;
}
