import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { SignatureV4 } from '@smithy/signature-v4';
import { parseAuthorization, type SignatureClaim } from './authorization-header';
import type { Credential } from './credential';
import { Sha256 } from './sha256';
import { missingSignature, SignatureFault, unknownKey } from './signature-fault';

/** A request as it came, with the path and query still encoded as on the wire. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface VerifiedSignature {
  readonly credential: Credential;
  readonly claim: SignatureClaim;
}

/** How far a request's date may be from ours (IAM User Guide, Troubleshoot Signature Version 4, "expired signatures"). */
const clockSkewMsMax = 15 * 60_000;

/** Checks key, date, session token and signature, in AWS's order. Throws SignatureFault. */
export async function verifySignature(
  request: SignedRequest,
  find: (accessKeyId: string) => Credential | undefined,
  nowMs: number,
): Promise<VerifiedSignature> {
  const { claim, signedAtMs } = readClaim(request);
  const credential = find(claim.accessKeyId);
  if (!credential) throw unknownKey();
  refuseSkew(signedAtMs, nowMs);
  refuseToken(request, credential, nowMs);
  await refuseWrongSignature(request, claim, credential, signedAtMs);
  return { credential, claim };
}

/** What the request claims to be signed with, and when; both still to be judged. Throws SignatureFault. */
export function readClaim(request: SignedRequest): { claim: SignatureClaim; signedAtMs: number } {
  const header = request.headers.authorization;
  if (!header) throw missingSignature();
  const claim = parseAuthorization(header);
  const signedAtMs = signingDate(request, claim);
  refuseUnsignedHeaders(request, claim);
  return { claim, signedAtMs };
}

function signingDate(request: SignedRequest, claim: SignatureClaim): number {
  const text = one(request.headers['x-amz-date']);
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
  if (!match)
    throw new SignatureFault(
      'incomplete',
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  if (text?.slice(0, 8) !== claim.date)
    throw new SignatureFault(
      'wrong-signature',
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${claim.date}' != '${text?.slice(0, 8)}', from '${text}'.`,
    );
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Left out of the signature, these could be changed on the way: another operation, another date, another host. */
function refuseUnsignedHeaders(request: SignedRequest, claim: SignatureClaim): void {
  const needed = ['host', 'x-amz-date', ...('x-amz-target' in request.headers ? ['x-amz-target'] : [])];
  const unsigned = needed.find((name) => !claim.signedHeaders.includes(name));
  if (unsigned === undefined) return;
  throw new SignatureFault(
    'wrong-signature',
    `'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.`,
  );
}

/** Refuses what was signed too long ago, or too far ahead. */
export function refuseSkew(signedAtMs: number, nowMs: number): void {
  if (Math.abs(nowMs - signedAtMs) <= clockSkewMsMax) return;
  const early = signedAtMs < nowMs;
  const edge = early ? nowMs - clockSkewMsMax : nowMs + clockSkewMsMax;
  throw new SignatureFault(
    'wrong-signature',
    early
      ? `Signature expired: ${basicDate(signedAtMs)} is now earlier than ${basicDate(edge)} (${basicDate(nowMs)} - 15 min.)`
      : `Signature not yet current: ${basicDate(signedAtMs)} is still later than ${basicDate(edge)} (${basicDate(nowMs)} + 15 min.)`,
  );
}

const basicDate = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');

function refuseToken(request: SignedRequest, credential: Credential, nowMs: number): void {
  const token = one(request.headers['x-amz-security-token']) ?? '';
  if (!sameText(token, credential.sessionToken ?? '')) throw unknownKey();
  if (credential.expiresAtMs !== undefined && nowMs >= credential.expiresAtMs)
    throw new SignatureFault('expired-token', 'The security token included in the request is expired');
}

/** S3 lets uploads go unsigned: their bytes are held against a checksum instead, if any. */
const unsignedPayloads = ['UNSIGNED-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'];

export const mismatch = () =>
  new SignatureFault(
    'wrong-signature',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );

async function refuseWrongSignature(
  request: SignedRequest,
  claim: SignatureClaim,
  credential: Credential,
  signedAtMs: number,
): Promise<void> {
  const headers = signedHeaderValues(request, claim);
  // The library takes this header's word for the body's hash, so it must be true before it is used.
  const claimedHash = headers['x-amz-content-sha256'];
  const unsigned = claim.service === 's3' && unsignedPayloads.includes(claimedHash ?? '');
  if (claimedHash !== undefined && !unsigned && claimedHash !== sha256Hex(request.body)) throw mismatch();
  const { accessKeyId, secretAccessKey } = credential;
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey },
    region: claim.region,
    service: claim.service,
    sha256: Sha256,
    applyChecksum: false,
    // S3 alone signs the path as it is on the wire (S3 API reference, "Signature calculations").
    uriEscapePath: claim.service !== 's3',
  });
  const again = await signer.sign(
    {
      method: request.method,
      protocol: 'http:',
      hostname: one(request.headers.host) ?? '',
      path: request.path,
      query: queryBag(request.query),
      headers,
      body: request.body,
    },
    { signingDate: new Date(signedAtMs), signableHeaders: new Set(claim.signedHeaders) },
  );
  const expected = parseAuthorization(again.headers.authorization ?? '').signature;
  if (!sameText(claim.signature, expected)) throw mismatch();
}

/** Signed headers by lower-case name; one that is not there is a wrong signature. */
export function signedHeaderValues(request: SignedRequest, claim: SignatureClaim): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of claim.signedHeaders) {
    const value = request.headers[name];
    if (value === undefined) throw mismatch();
    values[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return values;
}

function queryBag(query: string): Record<string, string[]> {
  const bag: Record<string, string[]> = Object.create(null);
  for (const [key, value] of new URLSearchParams(query)) bag[key] = [...(bag[key] ?? []), value];
  return bag;
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

export const sha256Hex = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** In a time that tells nothing but whether the lengths are the same, which are no secret. */
function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
