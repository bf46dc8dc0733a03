import 'server-only';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { LogPart } from '../document-contract';
import type { LogPlaces } from '../log-place';

/** One part: enough for a screenful at once, little enough for one answer of the BFF. */
const partBytesMax = 256 * 1024;

/** Bytes `next` to `next + 256 KiB` of the object, ending with a whole line where there is one. */
export async function readS3Log(
  s3: S3Client,
  { bucket, key }: NonNullable<LogPlaces['s3']>,
  next: string | null,
): Promise<LogPart> {
  const from = Number(next ?? 0) || 0;
  const place = `s3://${bucket}/${key}`;
  try {
    const { Body, ContentRange } = await s3.send(
      new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=${from}-${from + partBytesMax - 1}` }),
    );
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    const total = Number(ContentRange?.split('/')[1] ?? from + bytes.length);
    const last = from + bytes.length >= total;
    const kept = last ? bytes.length : wholeLines(bytes);
    return {
      text: new TextDecoder().decode(bytes.subarray(0, kept)),
      next: last ? null : String(from + kept),
      place,
    };
  } catch (error) {
    // An empty object has no byte 0 (HTTP 416): an empty log, not a fault.
    if (error instanceof Error && error.name === 'InvalidRange') return { text: '', next: null, place };
    throw error;
  }
}

/** Up to and with the last line feed. Where there is none, one line is longer than a part: up to a whole character. */
function wholeLines(bytes: Uint8Array): number {
  const line = bytes.lastIndexOf(10) + 1;
  if (line > 0) return line;
  // A byte 10xxxxxx goes on with the character before it (RFC 3629, section 3).
  let end = bytes.length;
  while (end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return Math.max(end - 1, 0) || bytes.length;
}
