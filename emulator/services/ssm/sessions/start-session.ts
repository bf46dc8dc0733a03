import { z } from 'zod';
import { noteIssued } from '../../../auth/issued';
import { AwsError } from '../../../server/aws-error';
import { type AccessRequest, type Call, operation } from '../../../server/operation';
import { setTags } from '../../../world/tags';
import { connectNode } from '../../ssmmessages/connect-node';
import { beginRelay } from '../../ssmmessages/switchboard';
import { bindParameters } from '../documents/bind-parameters';
import { documentName } from '../documents/document-request';
import type { SessionDocument } from '../documents/session-document';
import {
  documentArn,
  findDocument,
  readPreferences,
  readSessionDocument,
  shellDocumentName,
} from '../documents/store';
import { nodeArn, nodesIn, resourceTagKeys } from '../nodes/store';
import { streamUrl } from './session-access';
import { newSessionId } from './session-id';
import { sessionArn, sessionsIn } from './store';

const input = z.object({
  Target: z.string().min(1).max(400),
  DocumentName: documentName.optional(),
  Reason: z
    .string()
    .min(1)
    .max(256)
    .regex(/^.{1,256}$/)
    .optional(),
  Parameters: z.record(z.string().min(1).max(255), z.array(z.string().min(1).max(65_535))).optional(),
});
type StartSessionInput = z.infer<typeof input>;

/** StartSession (Systems Manager API reference): a URL and a one-time token for a shell on a node. */
export const startSession = operation({
  name: 'StartSession',
  readOnly: false,
  leavesOut:
    "ECS targets; just-in-time access; port sessions on the built-in agent (AWS's own agent has them)",
  input,
  access: startAccess,
  run: async (asked, call) => {
    const document = sessionDocumentOf(call, asked.DocumentName);
    const parameters = bindParameters(document, asked.Parameters ?? {});
    await requireConnected(call, asked.Target);
    const { world, place, caller, now } = call;
    const id = newSessionId(world, caller);
    const session = {
      id,
      place,
      target: asked.Target,
      owner: caller.arn,
      documentName: nameOf(asked.DocumentName),
      document,
      parameters,
      runAsUser: caller.tags.get('SSMSessionRunAs') ?? '',
      ...(asked.Reason === undefined ? {} : { reason: asked.Reason }),
      startedAtMs: now,
      lastInputAtMs: now,
      status: 'Connecting' as const,
    };
    sessionsIn(world, place).set(id, session);
    setTags(world, sessionArn(place, id), [
      ['aws:ssmmessages:session-id', caller.userId],
      ['aws:ssmmessages:target-id', asked.Target],
    ]);
    const token = beginRelay(world, session).newToken('client');
    noteIssued(call.world, 'stream-token', token);
    // From here on somebody may hold a shell: a restart of the emulator must know of it.
    await world.kept();
    return { SessionId: id, TokenValue: token, StreamUrl: streamUrl(call, id) };
  },
});

/**
 * IAM is asked about the node, and about the document when one is named. Where none is named the document is asked
 * about only if the caller's policy demands it with `ssm:SessionDocumentAccessCheck` (user guide, "Start a session
 * with a document by specifying the session documents in IAM policies").
 */
function startAccess(asked: StartSessionInput, call: Call): AccessRequest[] {
  const node = nodeArn(call.place, asked.Target);
  const unchecked = request(call, node, 'false');
  if (asked.DocumentName === undefined && call.allows(unchecked)) return [unchecked];
  const document = documentArn(call.place, asked.DocumentName ?? shellDocumentName);
  return [request(call, node, 'true'), request(call, document, 'true')];
}

const request = (call: Call, resource: string, documentChecked: 'true' | 'false'): AccessRequest => ({
  action: 'ssm:StartSession',
  resource,
  keys: { ...resourceTagKeys(call.world, resource), 'ssm:SessionDocumentAccessCheck': documentChecked },
});

/** Where a document has no inputs of its own, the account's preferences for the Region hold. */
function sessionDocumentOf({ world, place }: Call, name: string | undefined): SessionDocument {
  const preferences = readPreferences(world, place);
  if (name === undefined) return preferences;
  const document = readSessionDocument(findDocument(world, place, name));
  return document.sessionType === 'Standard_Stream' ? document : { ...document, inputs: preferences.inputs };
}

/** A document may be named by its ARN; sessions show its name. */
const nameOf = (asked = shellDocumentName) => asked.slice(asked.lastIndexOf('/') + 1);

async function requireConnected({ world, place }: Call, target: string): Promise<void> {
  const node = nodesIn(world, place).get(target);
  if (!node || !(await connectNode(world, place, node)))
    throw new AwsError('TargetNotConnected', `${target} is not connected.`);
}
