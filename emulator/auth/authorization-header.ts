import { SignatureFault } from './signature-fault';

/** What an Authorization header claims; nothing of it is verified yet. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  /** `YYYYMMDD` of the credential scope. */
  readonly date: string;
  readonly region: string;
  /** The signing name: `ssm`, `sts`, … */
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const algorithm = 'AWS4-HMAC-SHA256';
const requiredParts = ['Credential', 'SignedHeaders', 'Signature'] as const;

/** Reads `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…` (IAM User Guide, Elements of an AWS API request signature). */
export function parseAuthorization(header: string): SignatureClaim {
  const [name, rest] = splitOnce(header.trim(), ' ');
  if (name !== algorithm) throw new SignatureFault('incomplete', `Unsupported AWS 'algorithm': '${name}'.`);
  const parts = new Map(rest.split(',').map((part) => splitOnce(part.trim(), '=')));
  const missing = requiredParts.filter((part) => !parts.get(part));
  if (missing.length > 0) throw incomplete(missing, header);
  const scope = (parts.get('Credential') ?? '').split('/');
  const [accessKeyId, date, region, service, terminator] = scope;
  if (scope.length !== 5 || !accessKeyId || !date || !region || !service || terminator !== 'aws4_request')
    throw new SignatureFault(
      'incomplete',
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${parts.get('Credential')}'`,
    );
  const signedHeaders = (parts.get('SignedHeaders') ?? '').toLowerCase().split(';').filter(Boolean);
  return { accessKeyId, date, region, service, signedHeaders, signature: parts.get('Signature') ?? '' };
}

const incomplete = (missing: readonly string[], header: string) =>
  new SignatureFault(
    'incomplete',
    `${missing.map((part) => `Authorization header requires '${part}' parameter.`).join(' ')} Authorization=${header.split(' ')[0]}`,
  );

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}
