import { AwsError } from '../../server/aws-error';
import type { Call } from '../../server/operation';
import type { PathRequest } from '../../server/service';
import { type Bucket, bucketsOf } from './store';

/** A request of S3 with its address read. */
export interface S3Request {
  readonly call: Call;
  readonly method: string;
  /** Empty for requests to the service itself. */
  readonly bucket: string;
  /** Empty for requests to a bucket. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

const underLocalhost = /^(.+)\.localhost(?::\d+)?$/i;
/** S3's own name before the bucket's is gone: `s3.eu-west-1`. */
const serviceName = /(^|\.)s3[.-][a-z]{2}(-[a-z]+)+-\d$/i;

/** The bucket that a host name names: `bucket.localhost`, or `bucket.s3.eu-west-1.localhost` where a whole domain is ours. */
export function bucketOfHost(host: string): string | undefined {
  return underLocalhost.exec(host)?.[1]?.replace(serviceName, '') || undefined;
}

/** Reads bucket and key from the path, or the bucket from the host name. Throws AccessDenied unsigned. */
export function readS3Request({ raw, url, body, call }: PathRequest): S3Request {
  if (!call) throw new AwsError('AccessDenied', 'Access Denied', 403);
  // Not the URL's own path, which has lost its `..`: a key may hold them.
  const path = decoded((raw.url ?? '/').replace(/\?.*$/s, '').slice(1));
  const hosted = bucketOfHost(raw.headers.host ?? '');
  const slash = path.indexOf('/');
  const bucket = hosted ?? (slash < 0 ? path : path.slice(0, slash));
  const key = hosted === undefined ? (slash < 0 ? '' : path.slice(slash + 1)) : path;
  const method = raw.method ?? 'GET';
  return { call, method, bucket, key, query: url.searchParams, headers: raw.headers, body };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** One header's value; undefined where it is absent. */
export const headerOf = ({ headers }: S3Request, name: string): string | undefined =>
  [headers[name]].flat()[0];

/**
 * The bucket of a request, asked about with `action` on `resource`. Buckets here have no policies, so those of other
 * accounts are denied. Throws NoSuchBucket, AccessDenied, or the error that names the right Region.
 */
export function openBucket(request: S3Request, action: string, resource: string, keys = {}): Bucket {
  const { call } = request;
  const found = bucketsOf(call.world).get(request.bucket);
  call.authorize({ action, resource, keys });
  if (!found)
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, {
      BucketName: request.bucket,
    });
  if (found.account !== call.place.account) throw new AwsError('AccessDenied', 'Access Denied', 403);
  if (found.region !== call.place.region) throw wrongRegion(found.region, call.place.region);
  return found;
}

const wrongRegion = (expected: string, given: string) =>
  new AwsError(
    'AuthorizationHeaderMalformed',
    `The authorization header is malformed; the region '${given}' is wrong; expecting '${expected}'`,
    400,
    { Region: expected },
  );
