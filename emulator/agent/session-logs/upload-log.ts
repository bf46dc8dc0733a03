import type { NodeClient } from '../node-client';

/** An event may have 256 KB in all, a batch a megabyte (CloudWatch Logs quotas). */
const eventBytesMax = 200_000;

/** Writes a finished log into the bucket. Throws ServiceRefusal. */
export async function uploadToS3(
  client: NodeClient,
  { bucket, key }: { bucket: string; key: string },
  log: Buffer,
): Promise<void> {
  const path = [bucket, ...key.split('/')].map(encodeSegment).join('/');
  await client.s3('PUT', `/${path}`, {}, log);
}

/** Writes a finished log into its stream, cut between lines where it can be. Throws ServiceRefusal. */
export async function uploadToCloudWatch(
  client: NodeClient,
  { group: logGroupName, stream: logStreamName }: { group: string; stream: string },
  log: Buffer,
): Promise<void> {
  let rest = log;
  while (rest.length > 0) {
    const end =
      rest.length <= eventBytesMax ? rest.length : rest.lastIndexOf(10, eventBytesMax) + 1 || eventBytesMax;
    const message = rest.toString('utf8', 0, end);
    const logEvents = [{ timestamp: Date.now(), message }];
    await client.logs('PutLogEvents', { logGroupName, logStreamName, logEvents });
    rest = rest.subarray(end);
  }
}

/** As Signature Version 4 encodes: encodeURIComponent leaves five characters that it does not. */
const encodeSegment = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
