import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { AwsError } from '../../server/aws-error';
import { parseInput } from '../../server/parse-input';
import type { PathRequest } from '../../server/service';
import { findSession, isOver } from '../ssm/sessions/store';
import { requireNode } from './node-caller';
import { controlTokensOf, relayOf } from './switchboard';
import { answerToken } from './token-answer';

/** Body of both POSTs. AWS's agent sends an empty ClientId for data channels and none for control channels. */
const body = z.object({
  MessageSchemaVersion: z.literal('1.0'),
  RequestId: z.string(),
  ClientId: z.string().optional(),
});

/** Control channel token, for the node itself (agent-service paper section 4). */
export function createControlChannel(request: PathRequest, nodeId: string, response: ServerResponse): void {
  const { world, place } = requireNode(request, 'CreateControlChannel', nodeId);
  parseInput(body, jsonOf(request));
  answerToken(response, 'CreateControlChannelResponse', controlTokensOf(world, place, nodeId).issue('agent'));
}

/** Data channel token for the node that the session runs on (data-channel paper section 2.3). */
export function createDataChannel(request: PathRequest, sessionId: string, response: ServerResponse): void {
  const session = findSession(request.world, sessionId);
  // The agent stops trying when it finds these words in an error.
  if (!session || isOver(session) || session.status === 'Terminating')
    throw new AwsError('ValidationException', 'Session is already terminated');
  requireNode(request, 'CreateDataChannel', session.target);
  parseInput(body, jsonOf(request));
  answerToken(response, 'CreateDataChannelResponse', relayOf(request.world, session).newToken('agent'));
}

function jsonOf({ body: bytes }: PathRequest): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON.');
  }
}
