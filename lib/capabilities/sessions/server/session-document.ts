import 'server-only';
import { inScope } from '@/lib/bff/procedure';
import { type DocumentFacts, documentInput } from '../contract';
import { readDocument } from './read-document';

/** What a session document (by default the account's preferences) says on logging, encryption and limits. */
export const sessionDocument = inScope
  .meta({ needs: ['ssm:GetDocument'] })
  .input(documentInput)
  .query(({ ctx, input }): Promise<DocumentFacts> => readDocument(ctx.aws.ssm(), input.documentName));
