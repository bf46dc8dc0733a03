import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { SSMClient, UpdateDocumentCommand, UpdateDocumentDefaultVersionCommand } from '@aws-sdk/client-ssm';
import type { TestWorld } from './world';

/** A new key of this policy, which every session of the account is to be sealed with from now on. */
export async function preferKey(world: TestWorld, Statement: readonly object[]): Promise<void> {
  const { url: endpoint, accessKeyId, secretAccessKey } = world.emulator;
  const config = { endpoint, region: 'eu-west-1', credentials: { accessKeyId, secretAccessKey } };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  const { KeyMetadata } = await new KMSClient(config).send(new CreateKeyCommand({ Policy }));
  const inputs = { kmsKeyId: KeyMetadata?.Arn };
  const Name = 'SSM-SessionManagerRunShell';
  const Content = JSON.stringify({ schemaVersion: '1.0', sessionType: 'Standard_Stream', inputs });
  const ssm = new SSMClient(config);
  const { DocumentDescription } = await ssm.send(
    new UpdateDocumentCommand({ Name, DocumentVersion: '$LATEST', Content }),
  );
  const DocumentVersion = DocumentDescription?.DocumentVersion ?? '';
  await ssm.send(new UpdateDocumentDefaultVersionCommand({ Name, DocumentVersion }));
}
