import type { HttpAnswer, Wire } from './wire';
import { toXml } from './xml';

/** The AWS query protocol as STS speaks it (Smithy, AWS query protocol). */
export const queryWire: Wire = {
  accessDenied: { code: 'AccessDenied', status: 403 },
  answer(service, operation, output, requestId) {
    const body = {
      [`${operation}Response`]: {
        '@xmlns': service.xmlNamespace ?? '',
        [`${operation}Result`]: output ?? {},
        ResponseMetadata: { RequestId: requestId },
      },
    };
    return xmlAnswer(200, body, requestId);
  },
  error(error, requestId, service) {
    const body = {
      ErrorResponse: {
        ...(service?.xmlNamespace ? { '@xmlns': service.xmlNamespace } : {}),
        Error: {
          Type: error.status >= 500 ? 'Receiver' : 'Sender',
          // The query services spell the common validation error their own way (STS API reference, Common Errors).
          Code: error.code === 'ValidationException' ? 'ValidationError' : error.code,
          Message: error.message,
        },
        RequestId: requestId,
      },
    };
    return xmlAnswer(error.status, body, requestId);
  },
};

function xmlAnswer(status: number, body: Record<string, unknown>, requestId: string): HttpAnswer {
  const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
  return { status, headers, body: toXml(body, 'member') };
}
