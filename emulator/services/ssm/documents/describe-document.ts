import { z } from 'zod';
import { operation } from '../../../server/operation';
import { documentAccess, documentRequest } from './document-request';
import { shownDocument } from './shown-document';
import { documentVersion, findDocument } from './store';

/** DescribeDocument (Systems Manager API reference): everything about a document but its content. */
export const describeDocument = operation({
  name: 'DescribeDocument',
  readOnly: true,
  leavesOut: 'documents of other types than Session, attachments, reviews',
  input: z.object(documentRequest),
  access: (input, call) => documentAccess('ssm:DescribeDocument', input.Name, call),
  run: (input, call) => {
    const document = findDocument(call.world, call.place, input.Name);
    return { Document: shownDocument(call, document, documentVersion(document, input)) };
  },
});
