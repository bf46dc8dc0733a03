import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { SignatureClaim } from '../auth/authorization-header';
import type { Credential } from '../auth/credential';
import { SignatureFault } from '../auth/signature-fault';
import { verifySignature } from '../auth/verify-signature';
import { type HandledCall, recordCall } from '../services/cloudtrail/record-call';
import { admitNode } from './admit-node';
import { AwsError } from './aws-error';
import { makeCall } from './call';
import type { Emulator } from './emulator';
import { type Asked, operationOf, readOperation } from './find-operation';
import { signedRequest } from './signed-request';
import type { HttpAnswer } from './wire/wire';
import { wires } from './wire/wires';

/** Answers one call of an operation service: finds it, checks the signature, runs it, records it. Never throws. */
export async function answerOperation(
  emulator: Emulator,
  request: IncomingMessage,
  body: Buffer,
): Promise<HttpAnswer> {
  const requestId = randomUUID();
  const { query } = signedRequest(request, body);
  let asked: Asked;
  try {
    asked = readOperation(emulator.services, request.headers, query, body);
  } catch (error) {
    const wire = request.headers['x-amz-target'] === undefined ? wires.query : wires['json-1.1'];
    return wire.error(asAwsError(error), requestId);
  }
  const wire = wires[asked.service.protocol];
  try {
    const output = await answerAsked(emulator, asked, request, body, requestId);
    return wire.answer(asked.service, asked.operation, output, requestId);
  } catch (error) {
    const shown = error instanceof SignatureFault ? error.as(asked.service.protocol) : asAwsError(error);
    return wire.error(shown, requestId, asked.service);
  }
}

async function answerAsked(
  emulator: Emulator,
  asked: Asked,
  request: IncomingMessage,
  body: Buffer,
  requestId: string,
): Promise<unknown> {
  const admitted = await admit(emulator, asked, request, body);
  const { service } = asked;
  const arns = new Set<string>();
  const call = makeCall(emulator, {
    ...admitted,
    protocol: service.protocol,
    requestId,
    request,
    asked: arns,
  });
  const operation = operationOf(service, asked.operation);
  emulator.pace(service, operation, call);
  const input = asked.input();
  const output = await recorded({ service, operation, input, call, asked: arns });
  if (!operation.readOnly) emulator.touched();
  return output;
}

/** Runs an operation and writes what happened, good or refused, to CloudTrail. */
async function recorded(handled: HandledCall): Promise<unknown> {
  try {
    const output = await handled.operation.handle(handled.input, handled.call);
    recordCall(handled);
    return output;
  } catch (error) {
    recordCall({ ...handled, error: asAwsError(error) });
    throw error;
  }
}

async function admit(
  emulator: Emulator,
  asked: Asked,
  request: IncomingMessage,
  body: Buffer,
): Promise<{ credential: Credential; region: string }> {
  const operation = asked.service.operations.find((it) => it.name === asked.operation);
  if (operation?.unsigned && !request.headers.authorization)
    return { credential: nobody, region: 'us-east-1' };
  if (operation?.nodeSigned) return admitNode(emulator, request, body);
  const { credential, claim } = await verifySignature(
    signedRequest(request, body),
    (accessKeyId) => emulator.credential(accessKeyId),
    emulator.world.clock.signatureNow(),
  );
  refuseWrongScope(claim, asked.service.name);
  return { credential, region: claim.region };
}

function refuseWrongScope(claim: SignatureClaim, service: string): void {
  if (claim.service !== service)
    throw new SignatureFault(
      'wrong-signature',
      `Credential should be scoped to correct service: '${service}'. `,
    );
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(claim.region))
    throw new SignatureFault('wrong-signature', 'Credential should be scoped to a valid region. ');
}

/** Who calls without a signature. It has no account and no rights. */
const nobody: Credential = {
  accessKeyId: '',
  secretAccessKey: '',
  issuedAtMs: 0,
  caller: {
    kind: 'web-identity',
    account: '',
    arn: 'anonymous',
    userId: 'anonymous',
    accessKeyId: '',
    tags: new Map(),
    transitiveTagKeys: [],
  },
  sessionPolicies: [],
};

/** What is not an AWS error is a fault of ours: said on the console, and to the caller as AWS says its own. */
export function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  console.error('emulator: internal error', error);
  return new AwsError('InternalServerError', 'The emulator failed on this request; its log says why.', 500);
}
