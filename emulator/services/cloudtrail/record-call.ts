import { randomUUID } from 'node:crypto';
import { AwsError } from '../../server/aws-error';
import type { Call, Operation } from '../../server/operation';
import type { OperationService } from '../../server/service';
import { addEvent } from './event';
import { requestParameters } from './request-parameters';
import { trailResource } from './trail-resource';
import { userIdentity, wholeSecond } from './user-identity';

/** What happened in one call. */
export interface HandledCall {
  readonly service: OperationService;
  readonly operation: Operation;
  readonly input: unknown;
  readonly call: Call;
  /** ARNs that IAM was asked about. */
  readonly asked: Iterable<string>;
  readonly error?: AwsError;
}

/** Writes a call to CloudTrail's event history, refused or not. */
export function recordCall({ service, operation, input, call, asked, error }: HandledCall): void {
  if (service.recorded === false || !operation.recorded) return;
  record(call, {
    source: service.eventSource,
    name: operation.name,
    readOnly: operation.readOnly,
    parameters: requestParameters(input, operation.secretMembers),
    arns: asked,
    error,
  });
}

/** A call that a service of the emulator made for its caller: CloudTrail shows who asked, and through whom. */
export function recordInnerCall(
  call: Call,
  inner: { service: string; name: string; parameters: unknown; arns: readonly string[]; via: string },
  error?: unknown,
): void {
  record(call, {
    source: `${inner.service}.amazonaws.com`,
    name: inner.name,
    readOnly: true,
    parameters: inner.parameters,
    arns: inner.arns,
    invokedBy: `${inner.via}.amazonaws.com`,
    error: error instanceof AwsError ? error : undefined,
  });
}

interface Facts {
  readonly source: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly parameters: unknown;
  readonly arns: Iterable<string>;
  readonly error: AwsError | undefined;
  readonly invokedBy?: string;
}

function record(call: Call, facts: Facts): void {
  const { caller } = call;
  const place = placeOf(call, facts);
  const id = randomUUID();
  const event = {
    eventVersion: '1.11',
    userIdentity: {
      ...userIdentity(call),
      ...webIdentityUser(call, facts),
      ...(facts.invokedBy ? { invokedBy: facts.invokedBy } : {}),
    },
    eventTime: wholeSecond(call.now),
    eventSource: facts.source,
    eventName: facts.name,
    awsRegion: place.region,
    sourceIPAddress: facts.invokedBy ?? call.sourceIp,
    userAgent: facts.invokedBy ?? call.userAgent,
    ...(facts.error ? { errorCode: facts.error.code, errorMessage: facts.error.message } : {}),
    requestParameters: facts.parameters,
    responseElements: null,
    requestID: call.requestId,
    eventID: id,
    readOnly: facts.readOnly,
    resources: [...facts.arns].filter((arn) => arn.startsWith('arn:')).map((ARN) => ({ ARN })),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: place.account,
    eventCategory: 'Management',
  };
  addEvent(call.world, place, {
    id,
    name: facts.name,
    source: facts.source,
    atMs: call.now,
    readOnly: facts.readOnly,
    userName: userNameOf(call, facts),
    accessKeyId: caller.accessKeyId || undefined,
    resources: [...facts.arns].flatMap((arn) => trailResource(arn) ?? []),
    event,
  });
}

/** STS is recorded in us-east-1, where global service events go; a web identity's call in the account of the role it asked for. */
function placeOf({ place }: Call, { source, parameters }: Facts) {
  const region = source === 'sts.amazonaws.com' ? 'us-east-1' : place.region;
  return { account: place.account || (accountOf(parameters) ?? ''), region };
}

const accountOf = (parameters: unknown) =>
  /^arn:aws:iam::(\d{12}):/.exec(String(member(parameters, 'roleArn') ?? ''))?.[1];

const member = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;

function userNameOf({ caller }: Call, { parameters }: Facts): string | undefined {
  if (caller.kind === 'user') return caller.arn.split('/').at(-1);
  if (caller.kind !== 'web-identity') return caller.sessionName;
  const name = member(parameters, 'roleSessionName');
  return typeof name === 'string' ? name : undefined;
}

const webIdentityUser = (call: Call, facts: Facts) =>
  call.caller.kind === 'web-identity' ? { userName: userNameOf(call, facts) } : {};
