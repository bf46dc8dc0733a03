import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { region } from './local-aws';

/** One signed request, sent again and again: a signature holds for minutes, and signing is not what is measured. */
export interface SignedCall {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const connections = 8;
const measuredMs = 2_000;

/** A call of SSM's JSON protocol. */
export async function signedCall(
  endpoint: string,
  keys: Keys,
  action: string,
  input: object,
): Promise<SignedCall> {
  const url = new URL(endpoint);
  const body = JSON.stringify(input);
  const signer = new SignatureV4({ service: 'ssm', region, credentials: keys, sha256: Sha256 });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    port: Number(url.port),
    path: '/',
    query: {},
    headers: {
      host: url.host,
      'content-type': 'application/x-amz-json-1.1',
      'content-length': String(Buffer.byteLength(body)),
      'x-amz-target': `AmazonSSM.${action}`,
      'x-amz-content-sha256': createHash('sha256').update(body).digest('hex'),
    },
    body,
  });
  return { url, headers, body };
}

/** Answered requests a second over eight kept connections. Throws at the first answer that is not 200. */
export async function requestsPerSecond(call: SignedCall): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const start = performance.now();
  let answered = 0;
  const lane = async () => {
    while (performance.now() - start < measuredMs) {
      await send(call, agent);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  agent.destroy();
  return answered / ((performance.now() - start) / 1e3);
}

function send({ url, headers, body }: SignedCall, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent }, (answer) => {
      answer.resume();
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`${headers['x-amz-target']} was answered ${answer.statusCode}`));
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
