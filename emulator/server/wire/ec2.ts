import type { HttpAnswer, Wire } from './wire';
import { toXml } from './xml';

/** EC2's dialect of the query protocol (Smithy, AWS EC2 query protocol): lists of `item`, no result element. */
export const ec2Wire: Wire = {
  accessDenied: { code: 'UnauthorizedOperation', status: 403 },
  answer(service, operation, output, requestId) {
    const members = typeof output === 'object' && output !== null ? output : {};
    const body = {
      [`${operation}Response`]: { '@xmlns': service.xmlNamespace ?? '', requestId, ...members },
    };
    return xmlAnswer(200, body, requestId);
  },
  error(error, requestId) {
    const body = {
      Response: {
        Errors: { Error: { Code: error.code, Message: error.message } },
        RequestID: requestId,
      },
    };
    return xmlAnswer(error.status, body, requestId);
  },
};

function xmlAnswer(status: number, body: Record<string, unknown>, requestId: string): HttpAnswer {
  const headers = { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId };
  return { status, headers, body: toXml(body, 'item') };
}
