import { randomUUID } from 'node:crypto';
import { AgentSession, type AgentSessionOptions, type TaskResult } from './agent-session';
import { pause } from './client-leg';
import { decodeFrame, encodeFrame, type Frame, newFrame, synAndFin } from './frame';
import { agentKeepalive, type Link, openLink } from './link';
import { createChannel, pathSegment, signedUpgrade } from './node-request';
import { jsonObject, readChannelClosed, stringOf } from './payload';
import { readShellRequest } from './shell-request';
import { Watch } from './watch';

export type BareAgentOptions = AgentSessionOptions;

/** agent_task_complete is sent this often, one second apart, until it is acknowledged (agent-service paper section 6). */
const completionTriesMax = 3;
const completionEveryMs = 1_000;
/** Waits before a lost control channel is tried again, doubling from here, in ms. AWS's agent is slower. */
const firstReconnectDelayMs = 50;
const reconnectDelayMaxMs = 2_000;

/** A node's agent, written from the papers alone: control channel, and one data channel per session it is told of. */
export class BareAgent {
  /** What the service did against the papers on the control channel. */
  readonly faults: string[] = [];
  /** Control-channel frames of types this agent does not serve, such as `agent_job`. */
  readonly otherFrames: Frame[] = [];
  readonly sessions = new Map<string, AgentSession>();
  /** SessionIds whose agent_task_complete the service has acknowledged. */
  readonly acknowledgedTasks = new Set<string>();
  /** agent_task_complete frames sent, repetitions included. */
  completionsSent = 0;
  connections = 0;
  readonly #watch = new Watch(() => `faults: ${JSON.stringify(this.faults)}`);
  #link: Link | undefined;
  #handedOut = 0;
  #stopped = false;
  readonly #routes = new Map<string, (frame: Frame) => void>([
    ['interactive_shell', (frame) => this.#startSession(frame)],
    ['channel_closed', (frame) => this.sessions.get(readChannelClosed(frame.payload).sessionId)?.cancel()],
    ['agent_task_acknowledge', (frame) => this.#taskAcknowledged(frame)],
  ]);

  private constructor(private readonly options: BareAgentOptions) {}

  /** Resolves when the control channel is open; rejects when the service refuses token or upgrade. */
  static async connect(options: BareAgentOptions): Promise<BareAgent> {
    const agent = new BareAgent(options);
    await agent.#dial();
    return agent;
  }

  /** The next session that the service starts, in order, each handed out once. */
  nextSession(): Promise<AgentSession> {
    return this.#watch.until('interactive_shell', () => {
      const session = [...this.sessions.values()][this.#handedOut];
      if (session) this.#handedOut += 1;
      return session;
    });
  }

  /** Any other fact about this agent, looked at after every control-channel frame and every loss of it. */
  waitUntil(what: string, isSo: (agent: this) => boolean): Promise<true> {
    return this.#watch.until(what, () => isSo(this) || undefined);
  }

  /** Loses the control channel as a dead network does; the agent comes back by itself. */
  dropControlChannel(): void {
    this.#link?.drop();
  }

  /** Ends every session's program and every socket, like a node that is switched off. */
  stop(): void {
    this.#stopped = true;
    for (const session of this.sessions.values()) session.cancel();
    this.#link?.drop();
    this.#link = undefined;
    this.#watch.over('the agent was stopped');
  }

  async #dial(): Promise<void> {
    const path = `/v1/control-channel/${pathSegment(this.options.instanceId)}`;
    const greeting = { MessageSchemaVersion: '1.0', RequestId: randomUUID() };
    const token = await createChannel(this.options, path, greeting);
    const { url, headers } = await signedUpgrade(this.options, path, { role: 'subscribe', stream: 'input' });
    await openLink(
      url,
      { headers, ca: this.options.ca, keepalive: agentKeepalive, openFrame: this.#openFrame(token) },
      {
        opened: (link) => this.#take(link),
        binary: (bytes) => this.#receive(bytes),
        text: (text) => this.faults.push(`text frame: ${text}`),
        closed: () => void this.#comeBack(),
      },
    );
  }

  #openFrame(token: string) {
    return {
      Cookie: null,
      MessageSchemaVersion: '1.0',
      RequestId: randomUUID(),
      TokenValue: token,
      AgentVersion: this.options.agentVersion ?? '3.3.0.0',
      PlatformType: 'linux',
    };
  }

  #take(link: Link): void {
    if (this.#stopped) {
      link.drop();
      return;
    }
    this.#link = link;
    this.connections += 1;
    this.#watch.changed();
  }

  async #comeBack(): Promise<void> {
    this.#link = undefined;
    this.#watch.changed();
    for (
      let delayMs = firstReconnectDelayMs;
      !this.#stopped;
      delayMs = Math.min(2 * delayMs, reconnectDelayMaxMs)
    ) {
      try {
        return await this.#dial();
      } catch (error) {
        this.faults.push(`control channel: ${String(error)}`);
        await pause(delayMs);
      }
    }
  }

  #receive(bytes: Buffer): void {
    try {
      const frame = decodeFrame(bytes);
      const route = this.#routes.get(frame.messageType);
      if (route) route(frame);
      else this.otherFrames.push(frame);
    } catch (error) {
      this.faults.push(`control channel frame: ${String(error)}`);
    }
    this.#watch.changed();
  }

  /** A repeated push of a known session is the service's way of making sure; it starts nothing. */
  #startSession(frame: Frame): void {
    const request = readShellRequest(frame.payload);
    if (this.sessions.has(request.sessionId)) return;
    const session = new AgentSession(request, this.options);
    this.sessions.set(request.sessionId, session);
    void session.finished.then((result) => this.#reportUntilAcknowledged(request.sessionId, result));
  }

  #taskAcknowledged(frame: Frame): void {
    const body = jsonObject(frame.payload);
    stringOf(body, 'MessageId');
    this.acknowledgedTasks.add(stringOf(body, 'TaskId'));
  }

  async #reportUntilAcknowledged(sessionId: string, result: TaskResult): Promise<void> {
    const acknowledged = () => this.acknowledgedTasks.has(sessionId);
    for (let retry = 1; retry <= completionTriesMax && !acknowledged() && !this.#stopped; retry += 1) {
      this.completionsSent += 1;
      this.#link?.send(encodeFrame(this.#completion(sessionId, result, retry)));
      const look = () => acknowledged() || undefined;
      await this.#watch.until('agent_task_acknowledge', look, completionEveryMs).catch(() => undefined);
    }
  }

  #completion(sessionId: string, result: TaskResult, retry: number): Frame {
    const body = {
      SchemaVersion: 1,
      TaskId: sessionId,
      Topic: 'agent_task_complete',
      FinalTaskStatus: result.status,
      IsRoutingFailure: false,
      AwsAccountId: '',
      InstanceId: this.options.instanceId,
      Output: result.output,
      S3Bucket: '',
      S3UrlSuffix: '',
      CwlGroup: '',
      CwlStream: '',
      RetryNumber: retry,
    };
    return newFrame('agent_task_complete', JSON.stringify(body), { flags: synAndFin });
  }
}
