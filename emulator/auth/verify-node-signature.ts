import { constants, verify } from 'node:crypto';
import type { SignatureClaim } from './authorization-header';
import { type NodeKey, readPublicKey } from './node-key';
import {
  mismatch,
  readClaim,
  refuseSkew,
  type SignedRequest,
  sha256Hex,
  signedHeaderValues,
} from './verify-signature';

/** Whether a request is signed as a hybrid node signs: the id in the credential is the node's own. */
export const namesNodeKey = (claim: SignatureClaim): boolean => claim.accessKeyId.startsWith('mi-');

/**
 * Checks a node's own signature: Signature Version 4 up to the string to sign, which is then signed with RSASSA-PSS
 * (SHA-256, salt of 32 bytes) instead of an HMAC chain, though the header names HMAC (agent-service paper section 2).
 * Throws SignatureFault.
 */
export function verifyNodeSignature(request: SignedRequest, key: NodeKey, nowMs: number): SignatureClaim {
  const { claim, signedAtMs } = readClaim(request);
  refuseSkew(signedAtMs, nowMs);
  const publicKey = readPublicKey(key.publicKey);
  if (!publicKey || claim.region !== key.place.region) throw mismatch();
  const signed = verify(
    'sha256',
    Buffer.from(stringToSign(request, claim)),
    { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: saltBytes },
    Buffer.from(claim.signature, 'base64'),
  );
  if (!signed) throw mismatch();
  return claim;
}

const saltBytes = 32;

/** IAM User Guide, Create a signed AWS API request. The agent's calls go to `/` and have no query. */
function stringToSign(request: SignedRequest, claim: SignatureClaim): string {
  if (request.path !== '/' || request.query !== '') throw mismatch();
  const headers = Object.entries(signedHeaderValues(request, claim))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value.trim().replace(/ +/g, ' ')}\n`);
  const canonical = [
    request.method,
    request.path,
    request.query,
    headers.join(''),
    claim.signedHeaders.join(';'),
    sha256Hex(request.body),
  ];
  const scope = `${claim.date}/${claim.region}/${claim.service}/aws4_request`;
  const date = String(request.headers['x-amz-date']);
  return ['AWS4-HMAC-SHA256', date, scope, sha256Hex(Buffer.from(canonical.join('\n')))].join('\n');
}
