import type { HttpAnswer, Wire } from './wire';

/** AWS JSON 1.1 (Smithy, AWS JSON 1.1 protocol): timestamps are epoch seconds, blobs base64. */
export const jsonWire: Wire = {
  accessDenied: { code: 'AccessDeniedException', status: 400 },
  answer: (_service, _operation, output, requestId) => answer(200, output ?? {}, requestId),
  error: (error, requestId) =>
    answer(error.status, { __type: error.code, message: error.message, ...error.members }, requestId),
};

function answer(status: number, body: unknown, requestId: string): HttpAnswer {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId };
  return { status, headers, body: toJson(body) };
}

/** JSON of an operation's result: Date → epoch seconds, bytes → base64. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, function (this: unknown, key, shown) {
    // JSON.stringify has already called toJSON on `shown`; the holder still has the real thing.
    const real = typeof this === 'object' && this !== null ? Reflect.get(this, key) : shown;
    if (real instanceof Date) return real.getTime() / 1000;
    return real instanceof Uint8Array ? Buffer.from(real).toString('base64') : shown;
  });
