import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error';

/** No operation takes more: documents and parameters are counted in KiB, an MGS payload below 1 MiB. */
export const bodyBytesMax = 4 * 1024 * 1024;

/** The whole body, whether it came with a length or in chunks. Throws 413 as soon as it is too long. */
export async function readBody(request: IncomingMessage, bytesMax = bodyBytesMax): Promise<Buffer> {
  const tooLarge = () =>
    new AwsError('RequestEntityTooLarge', `The request is larger than ${bytesMax} bytes.`, 413);
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) throw tooLarge();
  // Events, not iteration: a stream's iterator costs a tenth of a small request.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > bytesMax) {
        request.pause();
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('The request was cut off.')));
  });
}
