import {
  DescribeSessionsCommand,
  SSMClient,
  TerminateSessionCommand,
  UpdateDocumentCommand,
  UpdateDocumentDefaultVersionCommand,
} from '@aws-sdk/client-ssm';
import type { TestWorld } from './world';

/** What the account's sessions are to be like from now on: `inputs` of its preferences. */
export async function preferSessions(world: TestWorld, inputs: Record<string, unknown>): Promise<void> {
  const ssm = ssmOf(world);
  const Name = 'SSM-SessionManagerRunShell';
  const Content = JSON.stringify({ schemaVersion: '1.0', sessionType: 'Standard_Stream', inputs });
  const { DocumentDescription } = await ssm.send(
    new UpdateDocumentCommand({ Name, DocumentVersion: '$LATEST', Content }),
  );
  const DocumentVersion = DocumentDescription?.DocumentVersion ?? '';
  await ssm.send(new UpdateDocumentDefaultVersionCommand({ Name, DocumentVersion }));
}

/** Somebody else, the holder of the emulator's own key, ends every session of the account. */
export async function terminateAll(world: TestWorld): Promise<void> {
  const ssm = ssmOf(world);
  const { Sessions = [] } = await ssm.send(new DescribeSessionsCommand({ State: 'Active' }));
  for (const { SessionId } of Sessions) await ssm.send(new TerminateSessionCommand({ SessionId }));
}

function ssmOf({ emulator: { url: endpoint, accessKeyId, secretAccessKey } }: TestWorld): SSMClient {
  return new SSMClient({ endpoint, region: 'eu-west-1', credentials: { accessKeyId, secretAccessKey } });
}
