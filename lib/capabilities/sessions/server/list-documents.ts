import 'server-only';
import { type DocumentIdentifier, ListDocumentsCommand } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import type { Page } from '@/lib/kernel/page';
import { documentsInput, type SessionDocumentRow } from '../document-contract';

/** AWS's own limit for a page of ListDocuments (SSM API reference). */
const documentsPerPageMax = 50;

/** Session documents of AWS, of this account and shared with it, a page a call. */
export const listDocuments = inScope
  .meta({ needs: ['ssm:ListDocuments'] })
  .input(documentsInput)
  .query(async ({ ctx, input }): Promise<Page<SessionDocumentRow>> => {
    const { DocumentIdentifiers = [], NextToken } = await ctx.aws.ssm().send(
      new ListDocumentsCommand({
        Filters: [{ Key: 'DocumentType', Values: ['Session'] }],
        MaxResults: documentsPerPageMax,
        NextToken: input.next ?? undefined,
      }),
    );
    const items = DocumentIdentifiers.flatMap((document) => rowOf(document, ctx.scope.account));
    return { items, next: NextToken || null };
  });

/** A document without a name is none that anybody could open: it is left out. */
function rowOf(document: DocumentIdentifier, account: string): SessionDocumentRow[] {
  const { Name: name, Owner: owner } = document;
  if (!name) return [];
  return [
    {
      name,
      owner: owner ?? null,
      defaultVersion: document.DocumentVersion ?? null,
      createdAt: document.CreatedDate?.getTime() ?? null,
      mayEdit: owner === account,
    },
  ];
}
