import { AwsError } from './aws-error';
import type { Emulator } from './emulator';
import { requestRates } from './request-rates';
import type { Protocol } from './service';

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

interface Rate {
  readonly bucket: string;
  readonly burst: number;
  readonly perSecond: number;
}

/** How each protocol says no (Common Errors of the Systems Manager, STS and EC2 API references). */
const refusals: Record<Protocol, () => AwsError> = {
  'json-1.1': () => new AwsError('ThrottlingException', 'Rate exceeded'),
  query: () => new AwsError('Throttling', 'Rate exceeded'),
  ec2: () => new AwsError('RequestLimitExceeded', 'Request limit exceeded.', 503),
};

/** Keeps request rates per account, Region and bucket, in real time: clients' retries wait in real time too. */
export function throttle(othersPerSecond: number | undefined): Emulator['pace'] {
  const buckets = new Map<string, Bucket>();
  return (service, operation, { place, world }) => {
    const rate = rateOf(service.name, operation.name, othersPerSecond);
    if (!rate) return;
    const key = `${place.account}/${place.region}/${service.name}/${rate.bucket}`;
    const nowMs = world.clock.signatureNow();
    const bucket = refill(buckets.get(key), rate, nowMs);
    buckets.set(key, bucket);
    if (bucket.tokens < 1) throw refusals[service.protocol]();
    bucket.tokens -= 1;
  };
}

function refill(bucket: Bucket | undefined, { burst, perSecond }: Rate, nowMs: number): Bucket {
  if (!bucket) return { tokens: burst, filledAtMs: nowMs };
  const grown = bucket.tokens + ((nowMs - bucket.filledAtMs) / 1000) * perSecond;
  return { tokens: Math.min(burst, grown), filledAtMs: nowMs };
}

function rateOf(service: string, operation: string, othersPerSecond: number | undefined): Rate | undefined {
  const listed = requestRates[service]?.find(({ operations }) => operations.includes(operation));
  if (listed) return { ...listed, bucket: listed.operations.join() };
  return othersPerSecond === undefined
    ? undefined
    : { bucket: operation, burst: Math.max(1, othersPerSecond), perSecond: othersPerSecond };
}
