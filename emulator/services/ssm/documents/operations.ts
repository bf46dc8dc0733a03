import { describeDocument } from './describe-document';
import { getDocument } from './get-document';

/** What Systems Manager answers about session documents. */
export const operations = [getDocument, describeDocument];
