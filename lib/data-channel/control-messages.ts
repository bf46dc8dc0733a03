import { type FrameMaker, unsequencedFrame } from './frame-maker';
import { isObject, type JsonObject, readObject, stringAt } from './json-shape';

/** What a service tells an agent to start (data-channel paper section 14.7). */
export interface InteractiveShell {
  readonly sessionId: string;
  readonly documentName: string;
  /** The session document, schema 1.0, as JSON. */
  readonly documentContent: JsonObject;
  readonly parameters: JsonObject;
  readonly runAsUser: string;
  readonly sessionOwner: string;
}

/** How an agent says that a session is over. */
export interface AgentTaskComplete {
  readonly taskId: string;
  readonly topic: string;
  /** `Success`, `Failed`, `Cancelled` and others. */
  readonly finalTaskStatus: string;
  /** Why a start failed, for the person. */
  readonly output: string;
}

/** Control channel, service to agent: open a session. The agent does not acknowledge it. */
export function interactiveShellFrame(make: FrameMaker, shell: InteractiveShell, nowMs: number): Uint8Array {
  const content = {
    DocumentName: shell.documentName,
    DocumentContent: shell.documentContent,
    SessionId: shell.sessionId,
    Parameters: shell.parameters,
    RunAsUser: shell.runAsUser,
    SessionOwner: shell.sessionOwner,
  };
  const body = {
    SchemaVersion: 1,
    TaskId: shell.sessionId,
    Topic: 'aws.ssm.startSession',
    Content: JSON.stringify(content),
  };
  return unsequencedFrame(make, 'interactive_shell', body, nowMs);
}

/** Reads `interactive_shell` at the agent; null when it has not that shape. */
export function readInteractiveShell(payload: Uint8Array): InteractiveShell | null {
  const body = readObject(payload);
  const content = readObject((body && stringAt(body, 'Content')) ?? '');
  if (content === null) return null;
  const sessionId = stringAt(content, 'SessionId');
  const documentName = stringAt(content, 'DocumentName');
  const documentContent = content.DocumentContent;
  const parameters = content.Parameters ?? {};
  if (!sessionId || documentName === null || !isObject(documentContent) || !isObject(parameters)) return null;
  const runAsUser = stringAt(content, 'RunAsUser') ?? '';
  const sessionOwner = stringAt(content, 'SessionOwner') ?? '';
  return { sessionId, documentName, documentContent, parameters, runAsUser, sessionOwner };
}

/** What an agent reports of a session that is over. */
export interface TaskDone {
  readonly sessionId: string;
  readonly instanceId: string;
  readonly status: string;
  readonly output: string;
  readonly retryNumber: number;
  /** Where the session's log was written. */
  readonly s3Bucket?: string;
  readonly s3UrlSuffix?: string;
  readonly cwlGroup?: string;
  readonly cwlStream?: string;
}

/** Control channel, agent to service: the session's result; repeated until acknowledged. */
export function agentTaskCompleteFrame(make: FrameMaker, done: TaskDone, nowMs: number): Uint8Array {
  const body = {
    SchemaVersion: 1,
    TaskId: done.sessionId,
    Topic: 'agent_task_complete',
    FinalTaskStatus: done.status,
    IsRoutingFailure: false,
    AwsAccountId: '',
    InstanceId: done.instanceId,
    Output: done.output,
    S3Bucket: done.s3Bucket ?? '',
    S3UrlSuffix: done.s3UrlSuffix ?? '',
    CwlGroup: done.cwlGroup ?? '',
    CwlStream: done.cwlStream ?? '',
    RetryNumber: done.retryNumber,
  };
  return unsequencedFrame(make, 'agent_task_complete', body, nowMs);
}

/** Reads `agent_task_complete` at the service; null when it has not that shape. */
export function readAgentTaskComplete(payload: Uint8Array): AgentTaskComplete | null {
  const body = readObject(payload);
  if (body === null) return null;
  const taskId = stringAt(body, 'TaskId');
  const finalTaskStatus = stringAt(body, 'FinalTaskStatus');
  if (!taskId || finalTaskStatus === null) return null;
  return {
    taskId,
    topic: stringAt(body, 'Topic') ?? '',
    finalTaskStatus,
    output: stringAt(body, 'Output') ?? '',
  };
}

/** Control channel, service to agent: stops the repeats of one `agent_task_complete` frame. */
export function agentTaskAcknowledgeFrame(
  make: FrameMaker,
  acknowledged: { messageId: string; taskId: string; topic: string },
  nowMs: number,
): Uint8Array {
  const body = {
    SchemaVersion: 1,
    MessageId: acknowledged.messageId,
    TaskId: acknowledged.taskId,
    Topic: acknowledged.topic,
  };
  return unsequencedFrame(make, 'agent_task_acknowledge', body, nowMs);
}
