import { type AgentHabits, agentHabits } from './agent-habits';
import { AgentHandshake, type DecryptDataKey } from './agent-handshake';
import { AgentLeg } from './agent-leg';
import type { Program, ProgramFactory } from './agent-program';
import { decodeFrame, encodeFrame, type Frame, newFrame, payloadType, synAndFin } from './frame';
import { Inbox, type Verdict } from './inbox';
import type { NodeGateway } from './node-request';
import { Outbox } from './outbox';
import { OutputLog } from './output-log';
import { OutputPump } from './output-pump';
import { acknowledgeFrame, jsonObject, numberOf, readAcknowledgement, readChannelClosed } from './payload';
import { seal, unseal } from './seal';
import type { ShellRequest } from './shell-request';
import { Watch } from './watch';

export interface AgentSessionOptions extends NodeGateway {
  instanceId: string;
  program: ProgramFactory;
  /** `aws-agent` repeats the faults of AWS's own agent, so that a relay can be held against them. Default `careful`. */
  habits?: keyof typeof agentHabits;
  /** Four components, or every version gate of a client is false. Default 3.3.0.0. */
  agentVersion?: string;
  /** A handshake for every session type, which clients accept (section 15.2). Default: only where AWS's agent does it. */
  alwaysHandshake?: boolean;
  /** The program starts when this resolves; until then input is refused without acknowledgement, as by AWS's agent. */
  beforeStart?: () => Promise<void>;
  decrypt?: DecryptDataKey;
}

/** FinalTaskStatus and Output of agent_task_complete. */
export interface TaskResult {
  status: 'Success' | 'Failed';
  output: string;
}

/** Waits for acknowledgements before and after Terminating, each at most this long, in ms (section 11.2). */
const drainWithinMs = 2_000;

/** One session on the node: data channel, handshake, both streams, the program behind them. */
export class AgentSession {
  /** What the other side did against the papers. */
  readonly faults: string[] = [];
  /** Everything the program was given, in order. */
  readonly input = new OutputLog();
  readonly sizes: { cols: number; rows: number }[] = [];
  readonly flags: number[] = [];
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly handshake: AgentHandshake;
  /** Settles once, with what agent_task_complete will say. */
  readonly finished: Promise<TaskResult>;
  /** Sockets lost so far. */
  drops = 0;
  connections = 0;
  readonly #habits: AgentHabits;
  readonly #leg: AgentLeg;
  readonly #program: Program;
  readonly #pump: OutputPump;
  readonly #watch: Watch;
  #stage: 'deciding' | 'preparing' | 'running' | 'over' = 'deciding';
  #settle: (result: TaskResult) => void = () => undefined;
  readonly #routes = new Map<string, (frame: Frame) => void>([
    ['input_stream_data', (frame) => this.#inputFrame(frame)],
    ['acknowledge', (frame) => this.#acknowledged(frame)],
    ['channel_closed', (frame) => this.#channelClosed(frame)],
    ['pause_publication', () => this.#setPaused(true)],
    ['start_publication', () => this.#setPaused(false)],
  ]);
  readonly #handlers = new Map<number, (payload: Buffer) => void>([
    [payloadType.output, (payload) => this.#typed(payload)],
    [payloadType.size, (payload) => this.#resized(payload)],
    [payloadType.flag, (payload) => this.flags.push(payload.readUInt32BE())],
  ]);

  constructor(
    readonly request: ShellRequest,
    private readonly options: AgentSessionOptions,
  ) {
    this.#habits = agentHabits[options.habits ?? 'careful'];
    this.#watch = new Watch(() => this.#seen());
    this.#leg = this.#newLeg();
    this.outbox = new Outbox(
      this.#habits,
      'output_stream_data',
      (bytes) => this.#leg.send(bytes),
      () => this.#watch.changed(),
    );
    this.inbox = new Inbox(this.#habits, {
      acknowledge: (frame) => this.#leg.send(encodeFrame(acknowledgeFrame(frame))),
      acknowledgedFirst: () => false,
      deliver: (frame) => this.#deliver(frame),
    });
    this.#program = options.program(request);
    this.#pump = new OutputPump(this.#habits, this.outbox, this.#program, (type, bytes) =>
      this.#seal(type, bytes),
    );
    this.handshake = this.#newHandshake();
    this.finished = new Promise((resolve) => {
      this.#settle = resolve;
    });
    void this.#leg.connect();
  }

  /** First match in the input behind the previous one. */
  waitForInput(pattern: RegExp): Promise<RegExpExecArray> {
    return this.#watch.until(`input ${pattern}`, () => this.input.next(pattern));
  }

  /** Any other fact about this session, looked at after every frame and every loss of the socket. */
  waitUntil(what: string, isSo: (session: this) => boolean): Promise<true> {
    return this.#watch.until(what, () => isSo(this) || undefined);
  }

  /** True between pause_publication and what ends it (section 8). */
  get paused(): boolean {
    return this.outbox.paused;
  }

  /** Loses the socket as a dead network does; the session comes back with a new token by itself. */
  drop(): void {
    this.#leg.drop();
  }

  /** `channel_closed` on either channel: the program dies, no Terminating is said (section 11.5). */
  cancel(): void {
    if (this.#stage === 'over') return;
    this.#program.kill();
    this.#end({ status: 'Success', output: '' });
  }

  #newLeg(): AgentLeg {
    return new AgentLeg(this.options, this.request.sessionId, this.options.instanceId, {
      opened: (first) => this.#connected(first),
      binary: (bytes) => this.#receive(bytes),
      fault: (what) => this.#fault(what),
      lost: () => {
        this.drops += 1;
        this.#watch.changed();
      },
      terminated: () => this.cancel(),
      gaveUp: (reason) => this.#fail(`data channel: ${reason}`),
    });
  }

  #newHandshake(): AgentHandshake {
    const { agentVersion = '3.3.0.0', instanceId, decrypt } = this.options;
    return new AgentHandshake({
      agentVersion,
      instanceId,
      decrypt,
      request: this.request,
      send: (type, payload) => this.outbox.send(type, payload),
      completed: () => void this.#prepare(),
      failed: (reason) => this.#fail(reason),
    });
  }

  #connected(first: boolean): void {
    this.connections += 1;
    this.#setPaused(false);
    if (first) {
      this.#sayState('Connected');
      if (this.options.alwaysHandshake || AgentHandshake.isDue(this.request)) this.handshake.begin();
      else void this.#prepare();
    }
    this.#watch.changed();
  }

  #sayState(state: 'Connected' | 'Terminating'): void {
    const body = { SchemaVersion: 1, SessionState: state, SessionId: this.request.sessionId };
    this.#leg.send(encodeFrame(newFrame('agent_session_state', JSON.stringify(body), { flags: synAndFin })));
  }

  /** A program that cannot start fails the session, and the reason reaches the person. */
  async #prepare(): Promise<void> {
    this.#stage = 'preparing';
    try {
      await this.options.beforeStart?.();
      this.#run();
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  #run(): void {
    if (this.#stage !== 'preparing') return;
    this.#stage = 'running';
    this.#program.start({
      output: (bytes) => this.#pump.put(payloadType.output, bytes),
      errorOutput: (bytes) => this.#pump.put(payloadType.stdErr, bytes),
      exit: (code) => void this.#exited(code),
    });
    this.inbox.drain();
  }

  #receive(bytes: Buffer): void {
    if (this.#stage === 'over') return;
    try {
      const frame = decodeFrame(bytes);
      const route = this.#routes.get(frame.messageType);
      if (route) route(frame);
      else this.#fault(`${frame.messageType} is not for an agent`);
    } catch (error) {
      this.#fault(`bad frame: ${String(error)}`);
    }
    this.#watch.changed();
  }

  #inputFrame(frame: Frame): void {
    this.#setPaused(false);
    this.inbox.receive(frame);
  }

  #acknowledged(frame: Frame): void {
    const { messageType, sequenceNumber } = readAcknowledgement(frame.payload);
    if (messageType !== 'output_stream_data') this.#fault(`acknowledgement of ${messageType}`);
    this.outbox.acknowledged(sequenceNumber);
    this.#setPaused(false);
  }

  #channelClosed(frame: Frame): void {
    readChannelClosed(frame.payload);
    this.cancel();
  }

  #setPaused(paused: boolean): void {
    this.outbox.paused = paused;
    if (this.#stage === 'running') this.#pump.flow();
  }

  #deliver(frame: Frame): Verdict {
    try {
      if (frame.payloadType === payloadType.handshakeResponse) this.handshake.respond(frame.payload);
      else if (frame.payloadType === payloadType.challengeResponse) this.handshake.verify(frame.payload);
      // Acknowledged and lost: whoever types before the handshake is over is told nothing (section 9.1).
      else if (this.#stage === 'deciding') this.#fault('input before the handshake was over');
      else if (this.#stage !== 'running') return 'refused';
      else this.#handle(frame);
      return 'taken';
    } catch (error) {
      this.#fault(`message ${frame.sequenceNumber} refused: ${String(error)}`);
      return 'refused';
    }
  }

  #handle(frame: Frame): void {
    const handle = this.#handlers.get(frame.payloadType);
    if (handle) handle(frame.payload);
    else this.#fault(`payload type ${frame.payloadType} is not for an agent`);
  }

  #typed(payload: Buffer): void {
    const keys = this.handshake.keys;
    const plain = keys ? unseal(keys.clientToAgent, payload) : payload;
    this.input.append(plain);
    this.#program.input(plain);
  }

  #resized(payload: Buffer): void {
    const body = jsonObject(payload);
    const size = { cols: numberOf(body, 'cols'), rows: numberOf(body, 'rows') };
    this.sizes.push(size);
    this.#program.resize(size.cols, size.rows);
  }

  #seal(type: number, bytes: Buffer): Buffer {
    const keys = this.handshake.keys;
    return keys && sealedTypes.includes(type) ? seal(keys.agentToClient, bytes) : bytes;
  }

  /** Drain, Terminating, drain, TCP close, result (section 11.2). Port sessions never say Terminating. */
  async #exited(code: number): Promise<void> {
    const { sessionType, properties } = this.request;
    if (saysExitCode(sessionType, properties)) this.#pump.put(payloadType.exitCode, `EXIT_CODE: ${code}`);
    if (!(await this.#drained())) return;
    if (sessionType !== 'Port') this.#sayState('Terminating');
    if (await this.#drained()) this.#end({ status: 'Success', output: '' });
  }

  /** False when the session ended meanwhile. What is not acknowledged in time is given up. */
  async #drained(): Promise<boolean> {
    const isSo = () => (this.#pump.empty && this.outbox.unacknowledged === 0) || undefined;
    await this.#watch.until('everything acknowledged', isSo, drainWithinMs).catch(() => undefined);
    return this.#stage !== 'over';
  }

  #fail(reason: string): void {
    if (this.#stage === 'over') return;
    if (this.#stage === 'running') this.#program.kill();
    this.#end({ status: 'Failed', output: reason });
  }

  #end(result: TaskResult): void {
    this.#stage = 'over';
    this.outbox.dispose();
    this.handshake.dispose();
    this.#leg.end();
    this.#settle(result);
    this.#watch.over(`the session is over: ${JSON.stringify(result)}`);
  }

  #fault(what: string): void {
    this.faults.push(what);
    this.#watch.changed();
  }

  #seen(): string {
    const tail = JSON.stringify(this.input.text.slice(-300));
    const counts = `${this.connections} connections, ${this.outbox.unacknowledged} outputs unacknowledged`;
    return `input ends with ${tail}; ${counts}; faults: ${JSON.stringify(this.faults)}`;
  }
}

const sealedTypes: number[] = [payloadType.output, payloadType.stdErr, payloadType.exitCode];

/** Only NonInteractiveCommands with separate output tell their exit code to the client (section 11.1). */
function saysExitCode(sessionType: string, properties: unknown): boolean {
  return (
    sessionType === 'NonInteractiveCommands' &&
    /"separateOutputStream":"?true/i.test(JSON.stringify(properties ?? {}))
  );
}
