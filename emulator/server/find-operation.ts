import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from './aws-error';
import type { Operation } from './operation';
import type { OperationService, Service } from './service';
import { nestFormFields } from './wire/flat-input';

/** What a request asks for: a service, the name of one of its operations, and the raw input. */
export interface Asked {
  readonly service: OperationService;
  readonly operation: string;
  readonly input: () => unknown;
}

/** Reads which operation a request means: `X-Amz-Target` for JSON, `Action` and `Version` for the query protocols. */
export function readOperation(
  services: readonly Service[],
  headers: IncomingHttpHeaders,
  query: string,
  body: Buffer,
): Asked {
  const operationServices = services.filter((service) => service.kind === 'operations');
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return askedByTarget(operationServices, target, body);
  const form = new URLSearchParams(body.length > 0 ? body.toString('utf8') : query);
  return askedByForm(operationServices, form);
}

function askedByTarget(services: readonly OperationService[], target: string, body: Buffer): Asked {
  const dot = target.lastIndexOf('.');
  const operation = target.slice(dot + 1);
  // botocore spells CloudTrail's prefix with its Java package, the SDKs without: the last segment is what counts.
  const prefix = target.slice(0, Math.max(dot, 0)).split('.').at(-1);
  const service = services.find((it) => it.protocol === 'json-1.1' && it.targetPrefix === prefix);
  if (!service) throw notHere('UnknownOperationException', target);
  return { service, operation, input: () => parseJson(body) };
}

function askedByForm(services: readonly OperationService[], form: URLSearchParams): Asked {
  const version = form.get('Version') ?? '';
  const operation = form.get('Action') ?? '';
  const service = services.find((it) => it.protocol !== 'json-1.1' && it.apiVersion === version);
  if (!service) throw notHere('UnknownOperationException', operation || 'This request');
  return { service, operation, input: () => nestFormFields(form) };
}

const notHere = (code: string, what: string) =>
  new AwsError(
    code,
    `${what} is not in the Quarterdeck emulator (see the coverage table in emulator/README.md).`,
  );

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.length > 0 ? body.toString('utf8') : '{}');
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.');
  }
}

/** The operation itself; what a service does not have is an error that names it, never an empty answer. */
export function operationOf(service: OperationService, name: string): Operation {
  const found = service.operations.find((operation) => operation.name === name);
  if (found) return found;
  throw notHere(
    service.protocol === 'json-1.1' ? 'UnknownOperationException' : 'InvalidAction',
    `${service.name}:${name}`,
  );
}
