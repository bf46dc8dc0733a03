import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { createChannel, TokenRefused } from './node-request';
import type { SeenRequest } from './trivial-relay';
import { scene } from './witness-scene';

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey, sessionToken: 'token+/==' };

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const header = ({ headers }: SeenRequest, name: string) => String(headers[name]);

/** Signature Version 4 by hand, from AWS's "Create a signed AWS API request". */
function signatureOf(request: SeenRequest, scope: string, signedHeaders: string): string {
  const url = new URL(request.url, 'http://host');
  url.searchParams.sort();
  const path = url.pathname.split('/').map(encodeURIComponent).join('/');
  const lines = signedHeaders.split(';').map((name) => `${name}:${header(request, name).trim()}\n`);
  const canonical = [
    request.method,
    path,
    url.search.slice(1),
    lines.join(''),
    signedHeaders,
    sha256(request.body),
  ];
  const stamp = header(request, 'x-amz-date');
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical.join('\n'))].join('\n');
  const [date = '', region = '', service = ''] = scope.split('/');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, toSign).toString('hex');
}

test('every call and upgrade of the agent is signed for ssmmessages as AWS signs, and the client signs nothing', async () => {
  await using all = await scene({ agent: { credentials, region: 'eu-central-1' } });
  await all.client.ready();
  const [control, controlUpgrade, ...rest] = all.relay.requests;
  const ofAgent = [control, controlUpgrade, ...rest.filter(({ headers }) => headers.authorization)];
  const names = ofAgent.map((request) => `${request?.method} ${request?.url.split('/')[2]}`);
  expect(names).toEqual([
    'POST control-channel',
    'GET control-channel',
    'POST data-channel',
    'GET data-channel',
  ]);
  for (const request of ofAgent) {
    if (!request) throw new Error('a request is missing');
    const parts = /Credential=ASIAEXAMPLE\/(\S+), SignedHeaders=(\S+), Signature=(\w+)$/.exec(
      header(request, 'authorization'),
    );
    const [, scope = '', signedHeaders = '', signature] = parts ?? [];
    expect(scope).toMatch(/^\d{8}\/eu-central-1\/ssmmessages\/aws4_request$/);
    const typed = request.method === 'POST' ? 'content-type;' : '';
    expect(signedHeaders).toBe(`${typed}host;x-amz-date;x-amz-security-token`);
    expect(signature).toBe(signatureOf(request, scope, signedHeaders));
  }
  expect(rest.filter(({ headers }) => !headers.authorization)).toHaveLength(1);
});

test('a token call of a terminated session is refused, and the refusal says that trying again is useless', async () => {
  await using all = await scene();
  all.relay.terminateSession(all.ticket.SessionId);
  const gateway = { endpoint: all.relay.url, region: 'eu-central-1', credentials };
  const refusal = await createChannel(gateway, `/v1/data-channel/${all.ticket.SessionId}`, {}).catch(
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(TokenRefused);
  expect(refusal).toMatchObject({ status: 400, sessionIsOver: true });
});
