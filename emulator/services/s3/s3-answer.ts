import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { XMLBuilder } from 'fast-xml-parser';
import type { AwsError } from '../../server/aws-error';
import type { HttpAnswer } from '../../server/wire/wire';

/** What an operation of S3 answers. */
export interface S3Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: Uint8Array | string;
}

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });

/** An XML document in S3's namespace; lists repeat their element (Smithy, AWS REST XML protocol, flattened lists). */
export const s3Xml = (root: string, content: object): S3Answer => ({
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root]: { '@xmlns': namespace, ...content } })}`,
});

/** What the server refuses before S3 is asked, in S3's words (S3 API reference, "Error responses"). */
const names: Readonly<Record<string, readonly [code: string, status: number]>> = {
  AccessDeniedException: ['AccessDenied', 403],
  MissingAuthenticationTokenException: ['AccessDenied', 403],
  IncompleteSignatureException: ['AuthorizationHeaderMalformed', 400],
  UnrecognizedClientException: ['InvalidAccessKeyId', 403],
  InvalidSignatureException: ['SignatureDoesNotMatch', 403],
  ExpiredTokenException: ['ExpiredToken', 400],
  InternalServerError: ['InternalError', 500],
  RequestEntityTooLarge: ['EntityTooLarge', 400],
};

/** A refusal in S3's form: XML with code and message. */
export function s3Refusal(error: AwsError): HttpAnswer {
  const { message, members } = error;
  const [code, status] = names[error.code] ?? [error.code, error.status];
  const requestId = randomUUID();
  const content = { Code: code, Message: message, ...members, RequestId: requestId };
  const region: Record<string, string> =
    typeof members.Region === 'string' ? { 'x-amz-bucket-region': members.Region } : {};
  return {
    status,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId, ...region },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ Error: content })}`,
  };
}

/** Writes an answer; a HEAD gets the headers alone. */
export function writeS3(response: ServerResponse, answer: S3Answer, requestId: string, head: boolean): void {
  const { status = 200, headers = {}, body = '' } = answer;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, {
    'content-length': bytes.length,
    ...headers,
    'x-amz-request-id': requestId,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(head ? undefined : bytes);
}
