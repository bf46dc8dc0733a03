import 'server-only';
import {
  CreateDocumentCommand,
  type SSMClient,
  UpdateDocumentCommand,
  UpdateDocumentDefaultVersionCommand,
} from '@aws-sdk/client-ssm';
import type { z } from 'zod';
import { awsProblem } from '@/lib/aws/aws-problem';
import { inScope } from '@/lib/bff/procedure';
import { type SaveDocumentOutcome, saveDocumentInput } from '../document-contract';
import { readDocumentText } from './document-text';

type Save = z.infer<typeof saveDocumentInput>;

/**
 * Saves a session document and puts the new version in force. AWS updates only the latest version (UpdateDocument,
 * `DocumentVersion`), so naming the one the edit began from is what stops a save over somebody else's.
 */
export const saveDocument = inScope
  .meta({ needs: ['ssm:CreateDocument', 'ssm:UpdateDocument', 'ssm:UpdateDocumentDefaultVersion'] })
  .input(saveDocumentInput)
  .mutation(({ ctx, input }): Promise<SaveDocumentOutcome> => {
    // A repeat of a save that arrived would meet its own version and look like somebody else's.
    const once = ctx.aws.ssm({ retry: 'never' });
    return input.latestVersion === null
      ? create(once, input)
      : update(once, ctx.aws.ssm(), input, input.latestVersion);
  });

async function create(ssm: SSMClient, { name, content }: Save): Promise<SaveDocumentOutcome> {
  try {
    await ssm.send(
      new CreateDocumentCommand({
        Name: name,
        Content: content,
        DocumentType: 'Session',
        DocumentFormat: 'JSON',
      }),
    );
    return { outcome: 'saved', version: '1' };
  } catch (error) {
    if (nameOf(error) !== 'DocumentAlreadyExists') throw error;
    return { outcome: 'stopped', theirs: await readDocumentText(ssm, name, '$LATEST') };
  }
}

async function update(
  once: SSMClient,
  reads: SSMClient,
  { name, content }: Save,
  latest: string,
): Promise<SaveDocumentOutcome> {
  const before = await readDocumentText(reads, name, '$LATEST');
  if (before.latestVersion !== latest) return { outcome: 'stopped', theirs: before };
  const version = await write(once, name, content, latest);
  if (version === null) return { outcome: 'stopped', theirs: await readDocumentText(reads, name, '$LATEST') };
  return putInForce(reads, name, version);
}

/** The new version's number; the latest where that says the same already; null where somebody was quicker. */
async function write(ssm: SSMClient, name: string, content: string, latest: string): Promise<string | null> {
  try {
    const { DocumentDescription } = await ssm.send(
      new UpdateDocumentCommand({
        Name: name,
        Content: content,
        DocumentVersion: latest,
        DocumentFormat: 'JSON',
      }),
    );
    return DocumentDescription?.DocumentVersion ?? String(Number(latest) + 1);
  } catch (error) {
    if (nameOf(error) === 'DuplicateDocumentContent') return latest;
    if (nameOf(error) === 'InvalidDocumentVersion') return null;
    throw error;
  }
}

/** The version is written whatever comes of this: a refusal is told beside it, not instead of it. */
async function putInForce(ssm: SSMClient, name: string, version: string): Promise<SaveDocumentOutcome> {
  try {
    await ssm.send(new UpdateDocumentDefaultVersionCommand({ Name: name, DocumentVersion: version }));
    return { outcome: 'saved', version };
  } catch (error) {
    return { outcome: 'not-in-force', version, why: awsProblem(error).message };
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');
