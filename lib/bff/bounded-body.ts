import { Problem } from '@/lib/kernel/problem';
import type { Asked } from './asked';

/** The largest true request is a parameter's value (8 KiB, both versions of a merge) or a filter: 64 KiB is ample. */
export const bodyBytesMax = 64 * 1024;

/** The whole body, never more than `limit` bytes of it in memory. Throws Problem `invalid` with field `body`. */
export async function readBounded(
  request: Pick<Asked, 'headers' | 'body'>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

const tooLarge = (limit: number) =>
  new Problem('invalid', { message: `A request may have at most ${limit / 1024} KiB.`, field: 'body' });
