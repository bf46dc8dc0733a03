import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { preferSessions } from './session-rules';
import type { TestWorld } from './world';

/** A new key of this policy, which every session of the account is to be sealed with from now on. */
export async function preferKey(world: TestWorld, Statement: readonly object[]): Promise<void> {
  const { url: endpoint, accessKeyId, secretAccessKey } = world.emulator;
  const kms = new KMSClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId, secretAccessKey },
  });
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy }));
  await preferSessions(world, { kmsKeyId: KeyMetadata?.Arn });
}
