import type { IncomingMessage } from 'node:http';
import { accessDeniedMessage, judgeAccess } from '../auth/access';
import type { Credential } from '../auth/credential';
import { encodeAuthorizationMessage } from './authorization-message';
import { AwsError } from './aws-error';
import type { Emulator } from './emulator';
import type { AccessRequest, Call } from './operation';
import type { Protocol } from './service';
import { wires } from './wire/wires';

export interface CallParts {
  readonly credential: Credential;
  readonly region: string;
  readonly protocol: Protocol;
  readonly requestId: string;
  readonly request: IncomingMessage;
  /** Takes the ARN of everything that IAM was asked about, for CloudTrail. */
  readonly asked?: Set<string>;
}

/** One admitted request as operations see it. */
export function makeCall(emulator: Emulator, parts: CallParts): Call {
  const { credential, request } = parts;
  const secure = 'encrypted' in request.socket;
  const facts = {
    world: emulator.world,
    place: { account: credential.caller.account, region: parts.region },
    caller: credential.caller,
    requestId: parts.requestId,
    sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
    userAgent: request.headers['user-agent'] ?? '',
    endpoint: emulator.settings.publicUrl ?? `http${secure ? 's' : ''}://${request.headers.host}`,
    now: emulator.world.clock.now(),
  };
  const circumstances = { ...facts, credential, secure };
  return {
    ...facts,
    allows: (access) => judgeAccess(access, circumstances).allowed,
    authorize(access) {
      parts.asked?.add(access.resource);
      const verdict = judgeAccess(access, circumstances);
      if (verdict.allowed) return;
      throw accessDenied(
        parts.protocol,
        accessDeniedMessage(access, credential.caller, verdict),
        access,
        facts,
      );
    },
  };
}

/** EC2 hides the refused facts in an encoded message (sts DecodeAuthorizationMessage reads it); the others say them. */
function accessDenied(
  protocol: Protocol,
  message: string,
  access: AccessRequest,
  facts: Pick<Call, 'world' | 'caller'>,
): AwsError {
  const { code, status } = wires[protocol].accessDenied;
  const encoded =
    protocol === 'ec2'
      ? ` Encoded authorization failure message: ${encodeAuthorizationMessage(facts.world, access, facts.caller)}`
      : '';
  const lead = protocol === 'ec2' ? 'You are not authorized to perform this operation. ' : '';
  return new AwsError(code, `${lead}${message}${encoded}`, status);
}
