import { isRecord, jsonObject, stringOf } from './payload';

/** What `interactive_shell` asks for (data-channel paper section 14.7, agent-service paper section 6). */
export interface ShellRequest {
  sessionId: string;
  documentName: string;
  sessionType: string;
  sessionOwner: string;
  runAsUser: string;
  /** KMS key of the session document; empty when the session is not to be encrypted. */
  kmsKeyId: string;
  inputs: Record<string, unknown>;
  parameters: Record<string, unknown>;
  properties: unknown;
}

/** @throws SyntaxError, TypeError when the payload is not of the papers' shape, as AWS's agent would not start it */
export function readShellRequest(payload: Uint8Array): ShellRequest {
  const message = jsonObject(payload);
  stringOf(message, 'Topic');
  const content = jsonObject(stringOf(message, 'Content'));
  const document = recordOf(content, 'DocumentContent');
  const sessionId = stringOf(content, 'SessionId');
  if (stringOf(message, 'TaskId') !== sessionId) throw new TypeError('TaskId must be the SessionId');
  if (stringOf(document, 'schemaVersion') !== '1.0')
    throw new TypeError('only schemaVersion 1.0 is accepted');
  const inputs = recordOf(document, 'inputs');
  return {
    sessionId,
    documentName: stringOf(content, 'DocumentName'),
    sessionType: stringOf(document, 'sessionType'),
    sessionOwner: stringOf(content, 'SessionOwner'),
    runAsUser: stringOf(content, 'RunAsUser'),
    kmsKeyId: typeof inputs.kmsKeyId === 'string' ? inputs.kmsKeyId : '',
    inputs,
    parameters: recordOf(content, 'Parameters'),
    properties: document.properties,
  };
}

/** A missing or null member is an empty object: a document without inputs or parameters leaves them out. */
function recordOf(record: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = record[name] ?? {};
  if (!isRecord(value)) throw new TypeError(`${name} must be an object`);
  return value;
}
