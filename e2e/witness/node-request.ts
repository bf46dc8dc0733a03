import http from 'node:http';
import https from 'node:https';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

/** The role token of a node, as RequestManagedInstanceRoleToken or STS gives it. */
export interface NodeCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** How a node reaches the message gateway and signs for it (service `ssmmessages`). */
export interface NodeGateway {
  /** `http://host:port` or `https://host:port`; WebSockets go to ws or wss of the same. */
  endpoint: string;
  region: string;
  credentials: NodeCredentials;
  /** PEM of the certificate authority to trust for https and wss. */
  ca?: string;
}

/** The POST is given up after 15 s (data-channel paper section 2.3). */
const postTimeoutMs = 15_000;

/** The service's refusal of a token call. */
export class TokenRefused extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super(`${status}: ${body}`);
  }

  /** Says that trying again is useless. */
  get sessionIsOver(): boolean {
    return this.body.includes('Session is already terminated');
  }
}

/** CreateControlChannel or CreateDataChannel: signed POST, exactly 201, XML with a TokenValue. @throws TokenRefused */
export async function createChannel(gateway: NodeGateway, path: string, body: object): Promise<string> {
  const url = new URL(path, gateway.endpoint);
  const text = JSON.stringify(body);
  const headers = await signedHeaders(gateway, url, 'POST', { 'content-type': 'application/json' }, text);
  const answer = await post(url, headers, text, gateway.ca);
  const token = /<TokenValue>([^<]+)<\/TokenValue>/.exec(answer.body)?.[1];
  if (answer.status !== 201 || token === undefined) throw new TokenRefused(answer.status, answer.body);
  return plainText(token);
}

/** URL and headers of a signed WebSocket upgrade; the query is part of what is signed. */
export async function signedUpgrade(gateway: NodeGateway, path: string, query: Record<string, string>) {
  const url = new URL(path, gateway.endpoint);
  url.search = new URLSearchParams(query).toString();
  const headers = await signedHeaders(gateway, url, 'GET', {}, '');
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return { url: url.href, headers };
}

/** A session id may hold `@`, `=`, `,` and `+` (it comes from a role session name), which Go's client leaves as they are in a path. */
export const pathSegment = (id: string) =>
  encodeURIComponent(id).replace(/%(?:40|3D|2C|2B)/g, decodeURIComponent);

async function signedHeaders(
  gateway: NodeGateway,
  url: URL,
  method: string,
  headers: Record<string, string>,
  body: string,
): Promise<Record<string, string>> {
  const signer = new SignatureV4({
    service: 'ssmmessages',
    region: gateway.region,
    credentials: gateway.credentials,
    sha256: Sha256,
    applyChecksum: false, // the agent signs no x-amz-content-sha256 on these calls
  });
  const request = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { ...headers, host: url.host },
    body,
  });
  return request.headers;
}

interface Answer {
  status: number;
  body: string;
}

function post(url: URL, headers: Record<string, string>, body: string, ca?: string): Promise<Answer> {
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const request = client.request(
      url,
      { method: 'POST', headers, ca, timeout: postTimeoutMs },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') });
        });
      },
    );
    request.on('timeout', () => request.destroy(new Error(`no answer in ${postTimeoutMs} ms`)));
    request.on('error', reject);
    request.end(body);
  });
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function plainText(xml: string): string {
  return xml.replace(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => entities[name] ?? whole);
}
