import { z } from 'zod';
import { CannotStart } from '../cannot-start';
import type { NodeClient } from '../node-client';
import type { LogTargets } from '../session-order';

const groups = z.object({
  logGroups: z.array(z.object({ logGroupName: z.string(), kmsKeyId: z.string().optional() })),
});

/**
 * Holds the log targets against what the document demands, before anything runs. Throws CannotStart in the words of AWS's
 * agent: a log group without a key, a bucket without encryption, or either of them not to be asked.
 */
export async function checkLogTargets(client: NodeClient, { s3, cloudWatch }: LogTargets): Promise<void> {
  if (cloudWatch?.encrypted) await requireEncryptedGroup(client, cloudWatch.group);
  if (s3?.encrypted) await requireEncryptedBucket(client, s3.bucket);
}

async function requireEncryptedGroup(client: NodeClient, group: string): Promise<void> {
  const answer = await client
    .logs('DescribeLogGroups', { logGroupNamePrefix: group })
    .catch((error: unknown) => {
      throw cannotValidate('CloudWatch Logs log group', error);
    });
  const found = groups.parse(answer).logGroups.find(({ logGroupName }) => logGroupName === group);
  if (found?.kmsKeyId === undefined)
    throw new CannotStart(
      "We couldn't start the session because encryption is not set up on the selected CloudWatch Logs log group. " +
        'Either encrypt the log group or choose an option to enable logging without encryption.',
    );
}

/** Every bucket there is has an encryption: what fails is asking. */
async function requireEncryptedBucket(client: NodeClient, bucket: string): Promise<void> {
  await client.s3('GET', `/${encodeURIComponent(bucket)}`, { encryption: '' }).catch((error: unknown) => {
    throw cannotValidate('Amazon S3 bucket', error);
  });
}

const cannotValidate = (what: string, error: unknown) =>
  new CannotStart(
    `Couldn't start the session because we are unable to validate encryption on ${what}. Error: ${wordsOf(error)}`,
  );

/** Code and message of a refusal, in XML or in JSON. */
function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const code = /<Code>([^<]+)<|"__type":"([^"]+)"/.exec(text);
  const message = /<Message>([^<]*)<|"message":"([^"]*)"/.exec(text);
  if (!code || !message) return text;
  return `${code[1] ?? code[2]}: ${message[1] ?? message[2]}`;
}
