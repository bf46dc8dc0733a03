import { channelClosedFrame } from '@/lib/data-channel/channel-closed';
import {
  agentTaskAcknowledgeFrame,
  interactiveShellFrame,
  readAgentTaskComplete,
} from '@/lib/data-channel/control-messages';
import { decodeFrameOf } from '@/lib/data-channel/frame';
import { controlMessageTypes } from '@/lib/data-channel/message-type';
import { type LoggedPlaces, readLoggedPlaces } from '../ssm/sessions/logged-places';
import type { Session } from '../ssm/sessions/store';
import { frameMaker, sha256 } from './frame-tools';
import type { Leg } from './leg';

/** What an agent reports about a session it ran. */
export interface TaskResult {
  readonly sessionId: string;
  readonly status: string;
  readonly output: string;
  readonly logged: LoggedPlaces;
}

/** One node's control channel: sessions are opened and cancelled here, results come back (agent-service paper sections 4 and 6). */
export class ControlChannel {
  /** @param onResult called for every result, also for repeated ones */
  constructor(
    readonly leg: Leg,
    private readonly onResult: (result: TaskResult) => void,
  ) {}

  openSession(session: Session): void {
    const { document } = session;
    const shell = {
      sessionId: session.id,
      documentName: session.documentName,
      documentContent: document,
      parameters: session.parameters,
      runAsUser: session.runAsUser,
      sessionOwner: session.owner,
    };
    this.leg.send(interactiveShellFrame(frameMaker, shell, Date.now()));
  }

  cancelSession({ id: sessionId, target: destinationId }: Session, output: string): void {
    this.leg.send(channelClosedFrame(frameMaker, { sessionId, destinationId, output }, Date.now()));
  }

  /** One frame of the agent. Malformed ones and types of other capabilities are dropped. */
  receive(bytes: Buffer): void {
    const decoded = decodeFrameOf(controlMessageTypes, bytes, sha256);
    if (!decoded.ok || decoded.frame.messageType !== 'agent_task_complete') return;
    const result = readAgentTaskComplete(decoded.frame.payload);
    if (!result) return;
    const { taskId, topic, finalTaskStatus, output } = result;
    // Unacknowledged it would come three times.
    const acknowledged = { messageId: decoded.frame.messageId, taskId, topic };
    this.leg.send(agentTaskAcknowledgeFrame(frameMaker, acknowledged, Date.now()));
    const logged = readLoggedPlaces(decoded.frame.payload);
    this.onResult({ sessionId: taskId, status: finalTaskStatus, output, logged });
  }
}
