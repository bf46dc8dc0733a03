import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error';

/** No operation takes more: documents and parameters are counted in KiB, an MGS payload below 1 MiB. */
export const bodyBytesMax = 4 * 1024 * 1024;

/** The whole body, whether it came with a length or in chunks. Throws 413 as soon as it is too long. */
export async function readBody(request: IncomingMessage, bytesMax = bodyBytesMax): Promise<Buffer> {
  const tooLarge = () =>
    new AwsError('RequestEntityTooLarge', `The request is larger than ${bytesMax} bytes.`, 413);
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > bytesMax) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
