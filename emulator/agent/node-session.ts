import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { AgentChannel, type AgentEffect, type Settled } from '@/lib/data-channel';
import type { HostedNode } from './host-messages';
import { type NodeClient, ServiceRefusal } from './node-client';
import type { Program } from './program';
import { retryDelaysMs } from './retry-delays';
import { RetryPause } from './retry-pause';
import { SessionKeys } from './session-keys';
import { SessionLog, type WrittenLogs } from './session-logs/session-log';
import type { SessionOrder } from './session-order';
import { startProgram } from './start-program';

/** How a session ended, for the control channel. */
export interface SessionResult {
  readonly status: 'Success' | 'Failed';
  /** Why it failed, for the person. */
  readonly output: string;
  /** Where its log was written; undefined: it never came to have one. */
  readonly logs?: WrittenLogs | undefined;
}

/** Unsent bytes on the socket at which the program is not read on: the rest of the window waits in the channel. */
const socketBytesMax = 1024 * 1024;
/** A start has a handful. */
const earlyFramesMax = 64;
/** PING period, and the longest silence after one (data-channel paper section 3.4). */
const pingEveryMs = 54_000;

type DecryptKey = Extract<AgentEffect, { do: 'decrypt-key' }>;
const noKeys: Settled = { ok: false, text: 'There is no session key yet.' };

/** One session on one node: its data channel, and the program behind it. */
export class NodeSession {
  readonly #channel: AgentChannel;
  readonly #pause = new RetryPause();
  #program: Program | undefined;
  #log: SessionLog | undefined;
  #socket: WebSocket | undefined;
  #wake: NodeJS.Timeout | undefined;
  #keys: SessionKeys | undefined;
  #over = false;
  /** What came before the program was there: a client that never resends is heard once it is. */
  #early: Buffer[] = [];
  /** Whether the channel wants output, and whether the program is read: a full socket stands between. */
  #wanted = false;
  #reading = false;

  /** @param done called once, after which nothing of the session is left */
  constructor(
    private readonly node: HostedNode,
    private readonly client: NodeClient,
    private readonly order: SessionOrder,
    private readonly done: (result: SessionResult) => void,
    private readonly log: (line: string) => void,
  ) {
    this.#channel = new AgentChannel({
      sha256: (bytes) => createHash('sha256').update(bytes).digest(),
      newMessageId: randomUUID,
      randomBytes: (length) => randomBytes(length),
      sessionId: order.sessionId,
      instanceId: node.id,
      sessionType: order.sessionType,
      kmsKeyId: order.kmsKeyId === '' || order.sessionType === 'Port' ? null : order.kmsKeyId,
      agentVersion: agentVersionOf(node),
    });
  }

  async start(): Promise<void> {
    await this.#connect();
    if (this.#over) return;
    try {
      const opened = await SessionLog.open(this.client, this.node, this.order, this.log);
      if (this.#over) return void (await opened.drop());
      this.#log = opened;
      this.#program = startProgram(this.node, this.order, {
        output: (bytes, stream) => this.#output(bytes, stream),
        exited: (code) => this.#run(this.#channel.exited(this.#exitCodeToTell(code), Date.now())),
        takesInput: (takes) => this.#run(this.#channel.acceptInput(takes, Date.now())),
      });
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
      return;
    }
    this.#run(this.#channel.acceptInput(true, Date.now()));
    // What was taken the first time is only acknowledged again.
    for (const bytes of this.#early.splice(0)) this.#run(this.#channel.receive(bytes, Date.now()));
  }

  /** The service cancels it over the control channel. */
  cancel(): void {
    this.#run(this.#channel.end('', Date.now()));
  }

  /** The service is back: no reason to wait any longer. */
  retryNow(): void {
    this.#pause.skip();
  }

  /** The process stops: no word to anybody. */
  kill(): void {
    this.#over = true;
    clearTimeout(this.#wake);
    this.#program?.kill();
    this.#socket?.terminate();
    void this.#log?.drop();
  }

  /** Dials, each try with a new token, until it works or the service says that the session is over. */
  async #connect(): Promise<void> {
    for (const delayMs of retryDelaysMs()) {
      if (this.#over) return;
      try {
        return await this.#open();
      } catch (error) {
        if (error instanceof ServiceRefusal && error.message.includes('Session is already terminated')) {
          this.#run(this.#channel.end('', Date.now()));
          return;
        }
      }
      await this.#pause.wait(delayMs);
    }
  }

  async #open(): Promise<void> {
    const token = await this.client.channelToken('data-channel', this.order.sessionId);
    const socket = await this.client.dial('data-channel', this.order.sessionId, {
      role: 'publish_subscribe',
    });
    if (this.#over) return socket.terminate();
    this.#socket = socket;
    socket.on('message', (data, binary) => {
      if (!binary || !Buffer.isBuffer(data)) return;
      this.#run(this.#channel.receive(data, Date.now()));
      if (!this.#program && this.#early.length < earlyFramesMax) this.#early.push(data);
    });
    socket.on('error', () => socket.terminate());
    socket.once('close', () => this.#lost(socket));
    pingWhileOpen(socket);
    this.#run(this.#channel.opened(token, Date.now()));
  }

  #lost(socket: WebSocket): void {
    if (this.#over || this.#socket !== socket) return;
    this.#socket = undefined;
    this.#run(this.#channel.dropped(Date.now()));
    if (!this.#over) void this.#connect();
  }

  #output(bytes: Uint8Array, stream: 'output' | 'error'): void {
    const { commands } = this.order;
    this.#log?.append(bytes);
    // Without separate streams everything is one (data-channel paper section 11.6).
    const told = commands?.separateOutputStream ? stream : 'output';
    this.#run(this.#channel.output(bytes, told, Date.now()));
  }

  #exitCodeToTell(code: number): number | null {
    return this.order.commands?.separateOutputStream ? code : null;
  }

  #run(effects: readonly AgentEffect[]): void {
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: AgentEffect): void {
    if (effect.do === 'send') this.#send(effect.frame);
    else if (effect.do === 'send-text') this.#socket?.send(effect.text);
    else if (effect.do === 'input') this.#program?.write(effect.bytes);
    else if (effect.do === 'size') this.#program?.resize(effect.size);
    else if (effect.do === 'source') {
      this.#wanted = effect.reading;
      this.#settleReading();
    } else if (effect.do === 'wake') this.#wakeAt(effect.atMs);
    else if (effect.do === 'decrypt-key') void this.#decryptKey(effect);
    else if (effect.do === 'seal') this.#settle(effect.id, this.#keys?.seal(effect.bytes) ?? noKeys);
    else if (effect.do === 'open') this.#settle(effect.id, this.#keys?.open(effect.bytes) ?? noKeys);
    else if (effect.do === 'close') this.#close(effect.reason, effect.text);
  }

  #send(frame: Uint8Array): void {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    socket.send(frame, () => this.#settleReading());
    this.#settleReading();
  }

  #settleReading(): void {
    const reading = this.#wanted && (this.#socket?.bufferedAmount ?? 0) < socketBytesMax;
    if (reading === this.#reading) return;
    this.#reading = reading;
    this.#program?.read(reading);
  }

  #wakeAt(atMs: number): void {
    clearTimeout(this.#wake);
    this.#wake = setTimeout(() => this.#run(this.#channel.wake(Date.now())), Math.max(0, atMs - Date.now()));
  }

  /** The data key that the client had made, opened with the node's own rights (data-channel paper 10.1). */
  async #decryptKey({ id, keyId, ciphertext, challenge }: DecryptKey): Promise<void> {
    try {
      const dataKey = await this.client.decrypt(keyId, ciphertext, {
        'aws:ssm:SessionId': this.order.sessionId,
        'aws:ssm:TargetId': this.node.id,
        ...(challenge === null ? {} : { 'aws:ssm:RandomChallenge': challenge }),
      });
      this.#keys = new SessionKeys(dataKey);
      this.#settle(id, { ok: true, bytes: new Uint8Array(0) });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#settle(id, { ok: false, text: `The node could not open the session's data key: ${why}` });
    }
  }

  #settle(id: number, result: Settled): void {
    this.#run(this.#channel.settled(id, result, Date.now()));
  }

  #fail(text: string): void {
    this.#finish({ status: 'Failed', output: text });
  }

  #close(reason: string, text: string): void {
    const ended = reason === 'process-exited' || reason === 'ended-by-service' || reason === 'closed-by-host';
    this.#finish({ status: ended ? 'Success' : 'Failed', output: ended ? '' : text });
  }

  #finish(result: SessionResult): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#wake);
    this.#program?.kill();
    this.#socket?.close(1000);
    void this.#report(result);
  }

  /** The result comes after the log, as AWS's agent has it: it says where the log is. */
  async #report(result: SessionResult): Promise<void> {
    this.done({ ...result, logs: await this.#log?.finish() });
  }
}

/** Four components, or clients shut every gate (data-channel paper section 9.5). */
const agentVersionOf = ({ agentVersion }: HostedNode) =>
  /^\d+\.\d+\.\d+\.\d+$/.test(agentVersion) ? agentVersion : '3.3.0.0';

/** Cuts a socket whose peer does not answer pings any more. */
export function pingWhileOpen(socket: WebSocket): void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping('keepalive');
  }, pingEveryMs);
  socket.on('pong', () => {
    answered = true;
  });
  socket.once('close', () => clearInterval(timer));
}
