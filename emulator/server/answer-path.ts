import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parseAuthorization } from '../auth/authorization-header';
import { missingSignature, SignatureFault } from '../auth/signature-fault';
import { verifySignature } from '../auth/verify-signature';
import { asAwsError } from './answer-operation';
import { makeCall } from './call';
import type { Emulator } from './emulator';
import type { Call } from './operation';
import type { PathRequest, PathService } from './service';
import { requestUrl, signedRequest } from './signed-request';
import { toJson } from './wire/json';
import type { HttpAnswer } from './wire/wire';

/** The path service that claims a request line, if any. */
export function claimedBy(emulator: Emulator, request: IncomingMessage): PathService | undefined {
  const line = {
    method: request.method ?? 'GET',
    path: signedRequest(request, Buffer.alloc(0)).path,
    host: request.headers.host ?? '',
    signingName: signingName(request),
  };
  return emulator.services.filter((service) => service.kind === 'paths').find((it) => it.claims(line));
}

function signingName(request: IncomingMessage): string | undefined {
  const header = request.headers.authorization;
  if (!header) return undefined;
  try {
    return parseAuthorization(header).service;
  } catch {
    return undefined;
  }
}

/** Checks the signature (where one is needed) and hands over what the service's `handle` and `upgrade` take. */
export async function pathRequest(
  emulator: Emulator,
  service: PathService,
  raw: IncomingMessage,
  body: Buffer,
  upgrade: boolean,
): Promise<PathRequest> {
  const url = requestUrl(raw);
  return { raw, url, body, world: emulator.world, call: await callOf(emulator, service, raw, body, upgrade) };
}

async function callOf(
  emulator: Emulator,
  service: PathService,
  raw: IncomingMessage,
  body: Buffer,
  upgrade: boolean,
): Promise<Call | undefined> {
  if (!raw.headers.authorization) {
    const line = { method: raw.method ?? 'GET', path: requestUrl(raw).pathname, upgrade };
    if (service.allowsUnsigned(line)) return undefined;
    throw missingSignature();
  }
  const { credential, claim } = await verifySignature(
    signedRequest(raw, body),
    (accessKeyId) => emulator.credential(accessKeyId),
    emulator.world.clock.signatureNow(),
  );
  if (claim.service !== service.name)
    throw new SignatureFault(
      'wrong-signature',
      `Credential should be scoped to correct service: '${service.name}'. `,
    );
  const requestId = randomUUID();
  return makeCall(emulator, {
    credential,
    region: claim.region,
    protocol: 'json-1.1',
    requestId,
    request: raw,
  });
}

/** An error in the form of the service that claimed the request, else in REST-JSON's. */
export function pathError(error: unknown, service?: PathService): HttpAnswer {
  const shown = error instanceof SignatureFault ? error.as('json-1.1') : asAwsError(error);
  if (service?.error) return service.error(shown);
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': shown.code };
  return { status: shown.status, headers, body: toJson({ message: shown.message, ...shown.members }) };
}
