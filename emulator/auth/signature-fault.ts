import { AwsError } from '../server/aws-error';
import type { Protocol } from '../server/service';

export type SignatureFaultKind =
  | 'missing'
  | 'incomplete'
  | 'unknown-key'
  | 'wrong-signature'
  | 'expired-token';

type Spelling = readonly [code: string, status: number];

/**
 * One fault, three spellings: AWS's JSON services, its query services (STS) and EC2 name them differently
 * (Common Errors of the Systems Manager, STS and EC2 API references).
 */
const spellings: Record<SignatureFaultKind, Record<Protocol, Spelling>> = {
  missing: {
    'json-1.1': ['MissingAuthenticationTokenException', 400],
    query: ['MissingAuthenticationToken', 403],
    ec2: ['MissingAuthenticationToken', 403],
  },
  incomplete: {
    'json-1.1': ['IncompleteSignatureException', 400],
    query: ['IncompleteSignature', 400],
    ec2: ['IncompleteSignature', 400],
  },
  'unknown-key': {
    'json-1.1': ['UnrecognizedClientException', 400],
    query: ['InvalidClientTokenId', 403],
    ec2: ['AuthFailure', 401],
  },
  'wrong-signature': {
    'json-1.1': ['InvalidSignatureException', 400],
    query: ['SignatureDoesNotMatch', 403],
    ec2: ['AuthFailure', 401],
  },
  'expired-token': {
    'json-1.1': ['ExpiredTokenException', 400],
    query: ['ExpiredToken', 403],
    ec2: ['RequestExpired', 400],
  },
};

/** A request whose signature is not good. `as` gives AWS's error in the words of one protocol. */
export class SignatureFault extends Error {
  override readonly name = 'SignatureFault';
  constructor(
    readonly kind: SignatureFaultKind,
    message: string,
  ) {
    super(message);
  }

  as(protocol: Protocol): AwsError {
    const [code, status] = spellings[this.kind][protocol];
    return new AwsError(code, this.message, status);
  }
}

export const unknownKey = () =>
  new SignatureFault('unknown-key', 'The security token included in the request is invalid.');

export const missingSignature = () => new SignatureFault('missing', 'Missing Authentication Token');
