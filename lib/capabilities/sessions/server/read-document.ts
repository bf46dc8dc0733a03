import 'server-only';
import { GetDocumentCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { DocumentFacts } from '../contract';
import {
  absentPreferences,
  documentFacts,
  hasOwnInputs,
  preferencesDocument,
  unreadDocument,
} from '../model';

/**
 * What the session document says on logging, encryption and limits. Never throws: a document that may not be
 * read makes the facts unknown, with the reason, and the caller decides whether that is good enough.
 */
export async function readDocument(ssm: SSMClient, named: string | undefined): Promise<DocumentFacts> {
  const name = named ?? preferencesDocument;
  try {
    const { Content = '' } = await ssm.send(new GetDocumentCommand({ Name: name, DocumentFormat: 'JSON' }));
    // Documents that run commands have no inputs: the account's preferences hold (user guide, session document schema).
    if (name === preferencesDocument || hasOwnInputs(Content)) return documentFacts(name, Content);
    return { ...(await readDocument(ssm, preferencesDocument)), name };
  } catch (error) {
    return unread(name, error instanceof Error ? error.name : 'an unknown error');
  }
}

function unread(name: string, awsCode: string): DocumentFacts {
  // An account that never saved its preferences has no such document, and sessions start with AWS's defaults.
  if (awsCode === 'InvalidDocument' && name === preferencesDocument) return absentPreferences;
  if (awsCode.startsWith('AccessDenied'))
    return unreadDocument(name, `You may not read ${name} (ssm:GetDocument).`);
  return unreadDocument(name, `${name} could not be read: AWS answered ${awsCode}.`);
}
