import { createHash, randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import {
  agentTaskCompleteFrame,
  type ControlMessageType,
  controlMessageTypes,
  decodeFrameOf,
  type Frame,
  type FrameMaker,
  readChannelClosed,
  readInteractiveShell,
} from '@/lib/data-channel';
import type { HostedNode, NodeCredentials } from './host-messages';
import { NodeClient } from './node-client';
import { NodeSession, pingWhileOpen, type SessionResult } from './node-session';
import { retryDelaysMs } from './retry-delays';
import { RetryPause } from './retry-pause';
import { readSessionOrder } from './session-order';
import { TaskReports } from './task-reports';

const make: FrameMaker = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  newMessageId: randomUUID,
};

/** The agent of one node: its control channel, its sessions, its signs of life. */
export class NodeAgent {
  readonly #client: NodeClient;
  readonly #sessions = new Map<string, NodeSession>();
  readonly #reports = new TaskReports((frame) => this.#socket?.send(frame));
  readonly #pause = new RetryPause();
  #socket: WebSocket | undefined;
  #stopped = false;

  constructor(
    readonly node: HostedNode,
    endpoint: string,
    private readonly log: (line: string) => void,
    private readonly onSessionOver: () => void,
  ) {
    this.#client = new NodeClient(endpoint, node.region, node.credentials);
  }

  set credentials(credentials: NodeCredentials) {
    this.#client.credentials = credentials;
  }

  /** Sessions that are not over. */
  get sessions(): string[] {
    return [...this.#sessions.keys()];
  }

  /** The service was started anew, perhaps elsewhere: the node and its sessions go there, now. */
  reach(endpoint: string, credentials: NodeCredentials): void {
    this.#client.endpoint = endpoint;
    this.#client.credentials = credentials;
    this.#pause.skip();
    for (const session of this.#sessions.values()) session.retryNow();
  }

  /** Resolves when the node is registered as alive and its control channel is open; keeps it open from then on. */
  async attach(): Promise<void> {
    for (const delayMs of retryDelaysMs()) {
      if (this.#stopped) return;
      try {
        await Promise.all([this.heartbeat(), this.#openControl()]);
        return;
      } catch (error) {
        this.log(`${this.node.id}: ${error instanceof Error ? error.message : String(error)}`);
      }
      await this.#pause.wait(delayMs);
    }
  }

  /** The agent's own call, as AWS's makes it (agent-service paper section 3). */
  async heartbeat(): Promise<void> {
    const { id, agentVersion, computerName, ipAddress, platformName, platformType, platformVersion } =
      this.node;
    await this.#client.ssm('UpdateInstanceInformation', {
      InstanceId: id,
      AgentName: 'amazon-ssm-agent',
      AgentStatus: 'Active',
      AgentVersion: agentVersion,
      AvailabilityZone: '',
      AvailabilityZoneId: '',
      ComputerName: computerName,
      IPAddress: ipAddress,
      PlatformName: platformName,
      PlatformType: platformType,
      PlatformVersion: platformVersion,
      SSMConnectionChannel: 'ssmmessages',
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#reports.stop();
    for (const session of this.#sessions.values()) session.kill();
    this.#socket?.terminate();
  }

  async #openControl(): Promise<void> {
    const token = await this.#client.channelToken('control-channel', this.node.id);
    const socket = await this.#client.dial('control-channel', this.node.id, {
      role: 'subscribe',
      stream: 'input',
    });
    if (this.#stopped) return socket.terminate();
    this.#socket = socket;
    socket.on('message', (data, binary) => {
      if (binary && Buffer.isBuffer(data)) this.#receive(data);
    });
    socket.on('error', () => socket.terminate());
    socket.once('close', () => {
      if (this.#socket === socket && !this.#stopped) void this.attach();
    });
    pingWhileOpen(socket);
    const open = {
      Cookie: null,
      MessageSchemaVersion: '1.0',
      RequestId: randomUUID(),
      TokenValue: token,
      AgentVersion: this.node.agentVersion,
      PlatformType: this.node.platformType.toLowerCase(),
    };
    socket.send(JSON.stringify(open));
  }

  #receive(bytes: Buffer): void {
    const decoded = decodeFrameOf(controlMessageTypes, bytes, make.sha256);
    if (!decoded.ok) return;
    const { frame } = decoded;
    if (frame.messageType === 'interactive_shell') this.#startSession(frame);
    else if (frame.messageType === 'channel_closed') this.#cancelSession(frame);
    else if (frame.messageType === 'agent_task_acknowledge') this.#reports.acknowledged(frame.payload);
  }

  #startSession(frame: Frame<ControlMessageType>): void {
    const shell = readInteractiveShell(frame.payload);
    if (!shell || this.#sessions.has(shell.sessionId)) return;
    const { sessionId } = shell;
    try {
      const done = (result: SessionResult) => {
        this.#sessions.delete(sessionId);
        this.#report(sessionId, result);
        this.onSessionOver();
      };
      const session = new NodeSession(this.node, this.#client, readSessionOrder(shell), done, this.log);
      this.#sessions.set(sessionId, session);
      void session.start();
    } catch (error) {
      this.#report(sessionId, {
        status: 'Failed',
        output: error instanceof Error ? error.message : String(error),
      });
    }
  }

  #cancelSession(frame: Frame<ControlMessageType>): void {
    const closed = readChannelClosed(frame.payload);
    if (closed) this.#sessions.get(closed.sessionId)?.cancel();
  }

  #report(sessionId: string, { status, output, logs }: SessionResult): void {
    this.#reports.send(sessionId, (retryNumber) =>
      agentTaskCompleteFrame(
        make,
        { sessionId, instanceId: this.node.id, status, output, retryNumber, ...logs },
        Date.now(),
      ),
    );
  }
}
