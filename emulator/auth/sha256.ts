import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';

/** SHA-256 (with a key: its HMAC) by Node's own crypto, in the form that @smithy/signature-v4 takes. */
export class Sha256 {
  readonly #secret: SourceData | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: SourceData) {
    this.#secret = secret;
    this.#hash = start(secret);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = start(this.#secret);
  }
}

type SourceData = string | ArrayBuffer | ArrayBufferView;

const start = (secret: SourceData | undefined) =>
  secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));

function bytes(data: SourceData): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
