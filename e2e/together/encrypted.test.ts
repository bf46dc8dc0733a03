import { CreateKeyCommand, DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { SSMClient, UpdateDocumentCommand, UpdateDocumentDefaultVersionCommand } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { NodeShell } from '@/lib/capabilities/sessions/testing/node-shell';
import { echoProgram } from '../witness/agent-program';
import { BareClient } from '../witness/bare-client';
import { type SessionScene, sessionScene } from './session-scene';

/** Every session of the account is sealed with a new key from now on. */
async function encryptAll({ aws }: SessionScene): Promise<{ kms: KMSClient; keyArn: string }> {
  const kms = new KMSClient(aws);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const keyArn = KeyMetadata?.Arn ?? '';
  const ssm = new SSMClient(aws);
  const Name = 'SSM-SessionManagerRunShell';
  const inputs = { kmsKeyId: keyArn };
  const Content = JSON.stringify({ schemaVersion: '1.0', sessionType: 'Standard_Stream', inputs });
  const { DocumentDescription } = await ssm.send(
    new UpdateDocumentCommand({ Name, DocumentVersion: '$LATEST', Content }),
  );
  const DocumentVersion = DocumentDescription?.DocumentVersion ?? '';
  await ssm.send(new UpdateDocumentDefaultVersionCommand({ Name, DocumentVersion }));
  return { kms, keyArn };
}

test.each([
  ['acknowledges the challenge', true],
  ['does not know the challenge, as AWS’s of the 1.2 line', false],
])('the built-in agent agrees on keys with a bare client that %s', async (_words, acknowledgesChallenge) => {
  await using scene = await sessionScene({});
  const { kms } = await encryptAll(scene);
  const ticket = await scene.start();
  const client = await BareClient.open(ticket, {
    kms: {
      targetId: scene.nodeId,
      acknowledgesChallenge,
      async generateDataKey(KeyId, EncryptionContext) {
        const made = await kms.send(
          new GenerateDataKeyCommand({ KeyId, NumberOfBytes: 64, EncryptionContext }),
        );
        return {
          plaintext: made.Plaintext ?? Buffer.alloc(0),
          ciphertext: made.CiphertextBlob ?? Buffer.alloc(0),
        };
      },
    },
  });
  await client.ready();
  client.type('echo sealed"-"text\r');
  await client.waitForOutput(/sealed-text/);
  expect(client.customerMessage).toMatch(/KMS/);
  expect(client.faults).toEqual([]);
});

test('the console’s worker agrees on keys with an agent that knows only the papers', async () => {
  let kms: KMSClient | undefined;
  const decrypt = async (
    CiphertextBlob: Uint8Array,
    KeyId: string,
    EncryptionContext: Record<string, string>,
  ) => {
    const opened = await kms?.send(new DecryptCommand({ CiphertextBlob, KeyId, EncryptionContext }));
    return opened?.Plaintext ?? Buffer.alloc(0);
  };
  await using scene = await sessionScene({ bareAgent: { program: () => echoProgram(), decrypt } });
  const made = await encryptAll(scene);
  kms = made.kms;
  const shell = new NodeShell(new SSMClient(scene.aws), made.kms);
  await shell.start(scene.nodeId, { cols: 80, rows: 24 }, made.keyArn);
  const session = await scene.nextSession();
  await shell.saw(/\$ /);
  shell.type('sealed text');
  await shell.saw(/sealed text/);
  expect(session.input.text).toBe('sealed text');
  expect(shell.wire).not.toContain('sealed text');
  expect(session.faults).toEqual([]);
  shell.close();
});
