import 'server-only';
import { DescribeDocumentCommand, GetDocumentCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import { Problem } from '@/lib/kernel/problem';
import { documentTextInput, type SessionDocumentText } from '../document-contract';

/** A version of a session document as JSON text; the one in force unless a number is named. */
export const documentText = inScope
  .meta({ needs: ['ssm:GetDocument', 'ssm:DescribeDocument'] })
  .input(documentTextInput)
  .query(({ ctx, input }) => readDocumentText(ctx.aws.ssm(), input.name, input.version ?? '$DEFAULT'));

/** @throws AWS's InvalidDocument where there is none; Problem `invalid` where the document is of another type. */
export async function readDocumentText(
  ssm: SSMClient,
  name: string,
  version: string,
): Promise<SessionDocumentText> {
  const [text, { Document: facts }] = await Promise.all([
    ssm.send(new GetDocumentCommand({ Name: name, DocumentVersion: version, DocumentFormat: 'JSON' })),
    ssm.send(new DescribeDocumentCommand({ Name: name })),
  ]);
  if (text.DocumentType !== undefined && text.DocumentType !== 'Session')
    throw new Problem('invalid', {
      message: `${name} is a document of type ${text.DocumentType}, not a session document.`,
      resource: name,
    });
  const read = text.DocumentVersion ?? '1';
  return {
    name: text.Name ?? name,
    version: read,
    content: text.Content ?? '',
    defaultVersion: facts?.DefaultVersion ?? read,
    latestVersion: facts?.LatestVersion ?? read,
    owner: facts?.Owner ?? null,
  };
}
