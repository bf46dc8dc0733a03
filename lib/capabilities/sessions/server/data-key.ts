import 'server-only';
import { GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { DescribeSessionsCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import { type DataKey, type DocumentFacts, dataKeyInput } from '../contract';
import { namesSameKey } from '../key-names';
import { readDocument } from './read-document';
import { refuseForeign } from './refuse-foreign';

/** Both directions' AES-256 keys in one piece (data-channel paper 10.1). */
const dataKeyBytes = 64;

/**
 * The data key of an encrypted session of one's own. What the page says is only which key the node asked for and
 * its challenge: the target comes from AWS and the key from the session document, so that a node (or a page) can
 * have no key made for another session, another node or under a key of its choice. The answer is the one secret
 * that leaves this server: it is never cached and never logged.
 */
export const dataKey = inScope
  .meta({ needs: ['kms:GenerateDataKey', 'ssm:DescribeSessions', 'ssm:GetDocument'] })
  .input(dataKeyInput)
  .mutation(async ({ ctx, input: { sessionId, keyId, challenge } }): Promise<DataKey> => {
    refuseForeign(sessionId, ctx);
    const session = await findSession(ctx.aws.ssm(), sessionId, ctx.scope);
    const document = await readDocument(ctx.aws.ssm(), session.document);
    const demanded = demandedKey(document, ctx.scope);
    const made = await generate(ctx.aws.kms(), demanded, {
      'aws:ssm:SessionId': sessionId,
      'aws:ssm:TargetId': session.target,
      ...(challenge === null ? {} : { 'aws:ssm:RandomChallenge': challenge }),
    });
    if (namesSameKey(keyId, demanded) || namesSameKey(keyId, made.keyArn)) return made.key;
    throw new Problem('conflict', {
      message: `The node asks for encryption under ${keyId}, but ${document.name} names ${demanded}.`,
      action: 'kms:GenerateDataKey',
      resource: keyId,
      scope: ctx.scope,
      nextStep: 'Ask an administrator to look at this node before anybody uses it.',
    });
  });

async function findSession(ssm: SSMClient, sessionId: string, scope: Scope) {
  const { Sessions = [] } = await ssm.send(
    new DescribeSessionsCommand({ State: 'Active', Filters: [{ key: 'SessionId', value: sessionId }] }),
  );
  const session = Sessions.find(({ SessionId }) => SessionId === sessionId);
  if (session?.Target) return { target: session.Target, document: session.DocumentName };
  throw new Problem('not-found', {
    message: 'AWS does not list this session as live, so no key was made for it.',
    action: 'ssm:DescribeSessions',
    resource: sessionId,
    scope,
  });
}

/** Throws `conflict` or `forbidden` where the document names no key that could be trusted. */
function demandedKey({ kmsKey, logging, name }: DocumentFacts, scope: Scope): string {
  if (kmsKey !== null) return kmsKey;
  const unread = logging.is === 'unknown';
  throw new Problem(unread ? 'forbidden' : 'conflict', {
    message: unread
      ? `The node asks for encryption, and which key is right cannot be known. ${logging.why}`
      : `The node asks for encryption, but ${name} names no KMS key.`,
    action: unread ? 'ssm:GetDocument' : 'kms:GenerateDataKey',
    resource: name,
    scope,
  });
}

async function generate(kms: KMSClient, keyId: string, context: Record<string, string>) {
  const { Plaintext, CiphertextBlob, KeyId } = await kms.send(
    new GenerateDataKeyCommand({ KeyId: keyId, NumberOfBytes: dataKeyBytes, EncryptionContext: context }),
  );
  if (Plaintext?.length !== dataKeyBytes || !CiphertextBlob || !KeyId)
    throw new Problem('upstream', { message: 'KMS answered without a data key.', resource: keyId });
  const key = { plaintext: base64(Plaintext), ciphertext: base64(CiphertextBlob) };
  Plaintext.fill(0);
  return { key, keyArn: KeyId };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
