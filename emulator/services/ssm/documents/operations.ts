import { createDocument } from './create-document';
import { deleteDocument } from './delete-document';
import { describeDocument } from './describe-document';
import { getDocument } from './get-document';
import { listDocumentVersions } from './list-document-versions';
import { listDocuments } from './list-documents';
import { updateDocument } from './update-document';
import { updateDocumentDefaultVersion } from './update-document-default-version';

/** What Systems Manager answers about session documents. */
export const operations = [
  createDocument,
  updateDocument,
  updateDocumentDefaultVersion,
  deleteDocument,
  getDocument,
  describeDocument,
  listDocuments,
  listDocumentVersions,
];
