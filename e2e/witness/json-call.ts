import http from 'node:http';
import https from 'node:https';

/** Where the service is, and the authority to trust for https. */
export interface ServiceEndpoint {
  endpoint: string;
  region: string;
  ca?: string;
}

/** A service's refusal of an AWS JSON call. */
export class CallRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly body: string,
  ) {
    super(`${status} ${code}: ${body}`);
  }
}

export const contentType = 'application/x-amz-json-1.1';
/** AWS's agent names itself, its platform and its architecture so (agent-service paper section 2). */
const userAgent = 'aws-sdk-go/1.51.20 (go1.22.4; linux; amd64) amazon-ssm-agent/3.3.0.0';

export type Headers = Record<string, string>;

/** One AWS JSON 1.1 call; without `sign` it carries no Authorization at all. */
export async function jsonCall(
  { endpoint, ca }: ServiceEndpoint,
  target: string,
  body: object,
  sign?: (url: URL, content: string) => Promise<Headers>,
): Promise<Record<string, unknown>> {
  const url = new URL('/', endpoint);
  const content = JSON.stringify(body);
  const signed = sign ? await sign(url, content) : { 'content-length': String(Buffer.byteLength(content)) };
  const headers = { 'content-type': contentType, 'x-amz-target': target, 'user-agent': userAgent, ...signed };
  const { status, text: answered } = await post(url, headers, content, ca);
  const answer: Record<string, unknown> = JSON.parse(answered);
  if (status !== 200) throw new CallRefused(status, String(answer.__type), answered);
  return answer;
}

function post(
  url: URL,
  headers: Headers,
  content: string,
  ca?: string,
): Promise<{ status: number; text: string }> {
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const request = client.request(url, { method: 'POST', headers, ca }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
      );
      response.on('error', reject);
    });
    request.on('error', reject);
    // In two writes, so that a chunked body really has several chunks.
    request.write(content.slice(0, 5));
    request.end(content.slice(5));
  });
}
