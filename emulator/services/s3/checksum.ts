import { createHash } from 'node:crypto';
import { AwsError } from '../../server/aws-error';

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});

/** CRC-32 as in gzip, in four bytes. Node has one only from 20.15 on. */
function crc32(bytes: Uint8Array): Buffer {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  const four = Buffer.alloc(4);
  four.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return four;
}

const algorithms: Record<string, (bytes: Uint8Array) => Buffer> = {
  'x-amz-checksum-crc32': crc32,
  'x-amz-checksum-sha1': (bytes) => createHash('sha1').update(bytes).digest(),
  'x-amz-checksum-sha256': (bytes) => createHash('sha256').update(bytes).digest(),
};

/** Holds a checksum header against the bytes. Throws BadDigest, or NotImplemented for algorithms that are not here. */
export function judgeChecksum(name: string, value: string, body: Uint8Array): void {
  const algorithm = algorithms[name];
  if (!algorithm)
    throw new AwsError('NotImplemented', `${name} is not in the emulator; CRC32, SHA1 and SHA256 are.`, 501);
  if (algorithm(body).toString('base64') !== value)
    throw new AwsError(
      'BadDigest',
      `The ${name.slice('x-amz-checksum-'.length)} you specified did not match.`,
    );
}

export const md5 = (bytes: Uint8Array): Buffer => createHash('md5').update(bytes).digest();
