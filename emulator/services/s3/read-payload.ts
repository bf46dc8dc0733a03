import { AwsError } from '../../server/aws-error';
import { judgeChecksum } from './checksum';
import { headerOf, type S3Request } from './s3-request';

/**
 * The bytes of an upload: as they came, or taken out of `aws-chunked` framing with the checksum that trails it
 * (S3 user guide, "Uploading objects with trailing checksums"). Throws BadDigest, IncompleteBody or NotImplemented.
 */
export function readPayload(request: S3Request): { body: Buffer; checksums: Record<string, string> } {
  const kind = headerOf(request, 'x-amz-content-sha256') ?? '';
  if (kind.startsWith('STREAMING-AWS4-'))
    throw new AwsError('NotImplemented', 'Chunks with signatures of their own are not in the emulator.', 501);
  const chunked = kind === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
  const { body, trailers } = chunked ? unchunked(request.body) : { body: request.body, trailers: {} };
  const length = headerOf(request, 'x-amz-decoded-content-length');
  if (chunked && length !== undefined && Number(length) !== body.length) throw incomplete();
  const checksums = { ...checksumsIn(request.headers), ...checksumsIn(trailers) };
  for (const [name, value] of Object.entries(checksums)) judgeChecksum(name, value, body);
  return { body, checksums };
}

/** `x-amz-checksum-crc32` and its like; not the headers that only speak about them. */
function checksumsIn(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (typeof value === 'string' && /^x-amz-checksum-(?!algorithm$|mode$|type$)/.test(name))
      found[name] = value;
  return found;
}

/** `<hexadecimal length>[;extension]\r\n<bytes>\r\n` …, a chunk of length 0, then header lines. */
function unchunked(framed: Buffer): { body: Buffer; trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const line = lineAt(framed, at);
    at += line.length + 2;
    const length = /^[0-9a-f]{1,8}(?:;|$)/i.test(line) ? Number.parseInt(line, 16) : Number.NaN;
    if (Number.isNaN(length)) throw incomplete();
    if (length === 0) return { body: Buffer.concat(chunks), trailers: trailersAt(framed, at) };
    if (framed.length < at + length + 2) throw incomplete();
    chunks.push(framed.subarray(at, at + length));
    at += length + 2;
  }
}

function lineAt(bytes: Buffer, from: number): string {
  const end = bytes.indexOf('\r\n', from);
  if (end < 0) throw incomplete();
  return bytes.toString('latin1', from, end);
}

function trailersAt(bytes: Buffer, from: number): Record<string, string> {
  const lines = bytes.toString('latin1', from).split('\r\n').filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

const incomplete = () =>
  new AwsError('IncompleteBody', 'The request body terminated unexpectedly or is not aws-chunked.');
