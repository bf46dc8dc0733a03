import { randomUUID } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { frameBytesMax } from '@/lib/data-channel';
import { Sha256 } from '../auth/sha256';
import type { NodeCredentials } from './host-messages';

/** The agent's own limit for a token call (data-channel paper section 2.3). */
const requestMsMax = 15_000;

const decrypted = z.object({ Plaintext: z.string() });

/** An answer other than the one wanted; its text has the service's words. */
export class ServiceRefusal extends Error {
  override readonly name = 'ServiceRefusal';
}

/** One node's signed calls, as AWS's agent makes them: SSM over JSON, the message gateway over its own REST. */
export class NodeClient {
  constructor(
    /** Where the service is; another after it has moved. */
    public endpoint: string,
    private readonly region: string,
    public credentials: NodeCredentials,
  ) {}

  /** An AWS JSON 1.1 call of Systems Manager. Throws ServiceRefusal. */
  async ssm(operation: string, input: object): Promise<void> {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AmazonSSM.${operation}`,
    };
    const response = await this.#post('ssm', '/', headers, JSON.stringify(input));
    if (response.status !== 200) throw new ServiceRefusal(await response.text());
  }

  /** KMS Decrypt with the node's own rights. Throws ServiceRefusal with KMS's words. */
  async decrypt(keyId: string, ciphertext: Uint8Array, context: Record<string, string>): Promise<Uint8Array> {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'TrentService.Decrypt',
    };
    const CiphertextBlob = Buffer.from(ciphertext).toString('base64');
    const input = JSON.stringify({ KeyId: keyId, CiphertextBlob, EncryptionContext: context });
    const response = await this.#post('kms', '/', headers, input);
    const text = await response.text();
    if (response.status !== 200) throw new ServiceRefusal(text);
    return Buffer.from(decrypted.parse(JSON.parse(text)).Plaintext, 'base64');
  }

  /** A call of CloudWatch Logs; its answer. Throws ServiceRefusal with its words. */
  async logs(operation: string, input: object): Promise<unknown> {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `Logs_20140328.${operation}`,
    };
    const response = await this.#post('logs', '/', headers, JSON.stringify(input));
    if (response.status !== 200) throw new ServiceRefusal(await response.text());
    return response.json();
  }

  /** A request of S3, path style; the text it answers. `path` is encoded. Throws ServiceRefusal with its words. */
  async s3(
    method: 'GET' | 'PUT',
    path: string,
    query: Record<string, string>,
    body?: Buffer,
  ): Promise<string> {
    const { host: _host, ...headers } = await this.#sign('s3', method, path, {}, body, query);
    const url = new URL(path, this.endpoint);
    url.search = new URLSearchParams(query).toString();
    const signal = AbortSignal.timeout(requestMsMax);
    const response = await fetch(url, {
      method,
      headers,
      signal,
      ...(body && { body: new Uint8Array(body) }),
    });
    const text = await response.text();
    if (response.status !== 200) throw new ServiceRefusal(text);
    return text;
  }

  /** Makes a channel and gives its token: exactly 201, and XML. Throws ServiceRefusal. */
  async channelToken(kind: 'control-channel' | 'data-channel', id: string): Promise<string> {
    const client = kind === 'data-channel' ? { ClientId: '' } : {};
    const body = { MessageSchemaVersion: '1.0', RequestId: randomUUID(), ...client };
    const headers = { 'content-type': 'application/json' };
    const path = `/v1/${kind}/${encodeURIComponent(id)}`;
    const response = await this.#post('ssmmessages', path, headers, JSON.stringify(body));
    const text = await response.text();
    const token = /<TokenValue>([^<]+)<\/TokenValue>/.exec(text)?.[1];
    if (response.status !== 201 || token === undefined) throw new ServiceRefusal(text);
    return token;
  }

  /** Dials a channel's WebSocket; resolves when it is open. */
  async dial(
    kind: 'control-channel' | 'data-channel',
    id: string,
    query: Record<string, string>,
  ): Promise<WebSocket> {
    const path = `/v1/${kind}/${encodeURIComponent(id)}`;
    const signed = await this.#sign('ssmmessages', 'GET', path, {}, undefined, query);
    const { host: _host, ...headers } = signed;
    const url = `${this.endpoint.replace(/^http/, 'ws')}${path}?${new URLSearchParams(query)}`;
    const socket = new WebSocket(url, {
      headers,
      perMessageDeflate: false,
      maxPayload: frameBytesMax,
      handshakeTimeout: requestMsMax,
    });
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('open', () => {
        socket.off('error', reject);
        resolve(socket);
      });
    });
  }

  async #post(
    service: string,
    path: string,
    headers: Record<string, string>,
    body: string,
  ): Promise<Response> {
    const { host: _host, ...signed } = await this.#sign(service, 'POST', path, headers, body);
    const signal = AbortSignal.timeout(requestMsMax);
    return fetch(new URL(path, this.endpoint), { method: 'POST', headers: signed, body, signal });
  }

  async #sign(
    service: string,
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Buffer,
    query: Record<string, string> = {},
  ): Promise<Record<string, string>> {
    const { hostname, host, protocol } = new URL(this.endpoint);
    const signer = new SignatureV4({
      service,
      region: this.region,
      credentials: this.credentials,
      sha256: Sha256,
      // S3 alone signs the path as it is on the wire.
      uriEscapePath: service !== 's3',
    });
    const request = {
      method,
      protocol,
      hostname,
      path,
      query,
      headers: { ...headers, host },
      ...(body && { body }),
    };
    return (await signer.sign(request)).headers;
  }
}
