import { acknowledgeFrame, readAcknowledgement } from '@/lib/data-channel/acknowledge';
import { readAgentSessionState } from '@/lib/data-channel/agent-session-state';
import { channelClosedFrame } from '@/lib/data-channel/channel-closed';
import { decodeFrame, type Frame } from '@/lib/data-channel/frame';
import { pausePublicationFrame, startPublicationFrame } from '@/lib/data-channel/publication';
import type { World } from '../../world/world';
import type { Session } from '../ssm/sessions/store';
import { AckPacer } from './ack-pacer';
import { Acknowledged } from './acknowledged';
import { Backlog } from './backlog';
import { frameMaker, sha256 } from './frame-tools';
import type { Leg } from './leg';
import { type Ending, SessionLife } from './session-life';
import { type Output, StartupGate } from './startup-gate';
import { type Side, Tokens } from './tokens';

/** How a relay reaches the node when its data channel is not there: by the control channel. */
export interface NodeLine {
  /** Tells the agent to open this session. False when the node has no control channel. */
  open(session: Session): boolean;
  /** Tells the agent that this session is over. */
  cancel(session: Session, output: string): void;
}

/** The client may take this long to acknowledge what is on its way before the channel is closed (paper section 14.8). */
const drainMsMax = 2000;
/** After the end an agent has this long to close its own side. */
const agentLeavesMsMax = 5000;
/** A mux port client loses its reader to frames that come sooner after HandshakeComplete (paper section 12.4). */
const portStartHoldMs = 50;

/**
 * The service's side of one session: two legs, and between them frames whose bytes are never changed (data-channel
 * paper section 14). It acknowledges nothing in place of an end, except again what the client acknowledged before.
 */
export class SessionRelay {
  readonly #tokens = new Tokens();
  readonly #toClient = new Backlog();
  readonly #toAgent = new Backlog();
  readonly #acknowledged = new Acknowledged();
  readonly #gate: StartupGate;
  readonly #pacer = new AckPacer((bytes) => this.#agent?.send(bytes));
  readonly #life: SessionLife;
  #client: Leg | undefined;
  #agent: Leg | undefined;
  #asked = false;
  #paused = false;
  /** One more than the highest sequence seen from the agent. */
  #outputEnd = 0;
  /** The same of what has gone to a client: nobody can have more than that. */
  #shownEnd = 0;
  /** How the agent ended while the client was away and had not everything. */
  #lastOutput: Ending | undefined;
  #highestInput = -1;
  #drain: NodeJS.Timeout | undefined;

  /** @param kept the session was begun by an earlier run of the emulator: how far it came is not known to the last */
  constructor(
    private readonly world: World,
    readonly session: Session,
    private readonly line: NodeLine,
    readonly kept: boolean,
    private readonly onOver: () => void,
  ) {
    const wasLive = kept && session.status !== 'Connecting';
    // Sequences do not begin at 0 any more, so nothing can be put in order from there.
    this.#gate = new StartupGate(kept);
    this.#asked = wasLive;
    this.#life = new SessionLife(world, session, (ending) => this.end(ending.status, ending.details));
    this.#life.begin(kept, wasLive);
  }

  newToken(side: Side): string {
    return this.#tokens.issue(side);
  }

  /** Burns the token; false when it is not good for this side. */
  redeem(token: string, side: Side): boolean {
    return this.#tokens.redeem(token, side);
  }

  /** A client was admitted; an earlier connection of its side is taken for dead. */
  clientJoined(leg: Leg): void {
    const displaced = this.#client;
    this.#client = leg;
    displaced?.cut();
    for (const bytes of this.#toClient.take()) leg.send(bytes);
    this.#agent?.resumeReading();
    this.#resumeAgent();
    this.#report();
    // The agent's handshake clock runs from its own arrival: it is called when somebody is there to answer it.
    this.nodeReached();
    if (this.#lastOutput) this.#endWith(this.#lastOutput);
  }

  /** The node may be told to open the session now, if somebody waits for it and it has not come by itself. */
  nodeReached(): void {
    if (this.#asked || this.#agent || !this.#client || this.#life.ending) return;
    this.#callAgent();
  }

  agentJoined(leg: Leg): void {
    const displaced = this.#agent;
    this.#agent = leg;
    displaced?.cut();
    // A fresh connection starts unpaused (paper section 8).
    this.#paused = false;
    for (const bytes of this.#toAgent.take()) leg.send(bytes);
    if (!this.#client) this.#pauseAgent();
    this.#report();
  }

  clientLost(leg: Leg): void {
    if (this.#client !== leg) return;
    this.#client = undefined;
    this.#agent?.resumeReading();
    this.#pauseAgent();
    if (this.#life.ending) this.#finish();
    else this.#report();
  }

  agentLost(leg: Leg): void {
    if (this.#agent !== leg) return;
    this.#agent = undefined;
    this.#client?.resumeReading();
    this.#pacer.stop();
    if (this.#life.ending) this.#finishWhenDrained();
    else this.#report();
  }

  /** The client has caught up: the agent's socket may be read again. */
  clientDrained(leg: Leg): void {
    if (this.#client === leg) this.#agent?.resumeReading();
  }

  /** The agent has caught up: the client's socket may be read again. */
  agentDrained(leg: Leg): void {
    if (this.#agent === leg) this.#client?.resumeReading();
  }

  fromClient(leg: Leg, bytes: Buffer): void {
    if (this.#client !== leg) return;
    const decoded = decodeFrame(bytes, sha256);
    if (!decoded.ok) return;
    const { frame } = decoded;
    if (frame.messageType === 'input_stream_data') this.#input(frame, bytes);
    else if (frame.messageType === 'acknowledge') this.#clientAcknowledges(frame, bytes);
  }

  fromAgent(leg: Leg, bytes: Buffer): void {
    if (this.#agent !== leg) return;
    const decoded = decodeFrame(bytes, sha256);
    if (!decoded.ok) return;
    const { frame } = decoded;
    if (frame.messageType === 'output_stream_data') this.#output(frame, bytes);
    else if (frame.messageType === 'acknowledge') this.#agentAcknowledges(frame, bytes);
    else if (frame.messageType === 'agent_session_state') this.#agentState(frame);
  }

  /** The agent's last word on the control channel. `output` says why a start failed. */
  taskComplete(status: string, output: string): void {
    this.#agentEnds(status === 'Success' || status === 'Cancelled' ? 'Terminated' : 'Failed', output);
  }

  /** Ends it for a reason of the service: TerminateSession, a limit, a missing end. */
  end(status: Ending['status'], details: string): void {
    if (this.#life.ending) return;
    this.#tellAgent(details);
    this.#endWith(this.#lastOutput ?? { status, details });
  }

  /** Drops sockets and timers without a word, for good: the emulator stops, or its world starts anew. */
  abandon(): void {
    const legs = [this.#client, this.#agent];
    // Legs of nobody: their loss, which comes later, must set no limit that ends a session of the new world.
    this.#client = undefined;
    this.#agent = undefined;
    this.#stop();
    for (const leg of legs) leg?.cut();
  }

  /** Not so for a session of an earlier run: its node may still be on its way back. */
  #callAgent(): void {
    this.#asked = this.line.open(this.session);
    if (!this.#asked && !this.kept) this.end('Failed', `${this.session.target} is not connected.`);
  }

  #input(frame: Frame, bytes: Buffer): void {
    this.#gate.input(frame);
    const sequence = Number(frame.sequenceNumber);
    if (sequence > this.#highestInput) {
      this.#highestInput = sequence;
      this.#life.typed(frame);
    }
    if (this.#agent) this.#agent.send(bytes);
    else this.#toAgent.keep(`input ${sequence}`, bytes);
    // A full terminal blocks the agent's reader: what the client sends then waits in its own TCP, not here.
    if (this.#agent?.full) this.#client?.pauseReading();
  }

  #clientAcknowledges(frame: Frame, bytes: Buffer): void {
    const said = readAcknowledgement(frame.payload);
    if (!said) return;
    const sequence = said.sequenceNumber;
    // Of a session from an earlier run it is not known what was shown.
    if (sequence < this.#shownEnd || this.kept) this.#acknowledged.add(sequence);
    if (this.#agent) this.#pacer.add(bytes);
    else this.#toAgent.keep(`acknowledge ${sequence}`, bytes);
    this.#passGate(sequence);
    if (this.#life.ending) this.#finishWhenDrained();
  }

  #passGate(sequence: number): void {
    const pass = () => this.#sendToClient(this.#gate.outputAcknowledged(sequence));
    if (this.session.document.sessionType !== 'Port' || !this.#gate.awaits(sequence)) pass();
    else setTimeout(pass, portStartHoldMs).unref();
  }

  #output(frame: Frame, bytes: Buffer): void {
    const sequence = Number(frame.sequenceNumber);
    this.#outputEnd = Math.max(this.#outputEnd, sequence + 1);
    if (this.#acknowledged.has(sequence)) {
      // The client said so once, and it got lost: neither real end would ever repair that (paper section 14.5).
      // To a paused agent this would be the sign to go on; once it may, it repeats the message and is answered.
      if (!this.#paused) this.#pacer.add(acknowledgeFrame(frameMaker, frame, Date.now()));
      return;
    }
    this.#sendToClient(this.#gate.output(frame, bytes));
  }

  #agentAcknowledges(frame: Frame, bytes: Buffer): void {
    const said = readAcknowledgement(frame.payload);
    if (!said) return;
    this.#passOn(`acknowledge ${said.sequenceNumber}`, bytes);
    this.#sendToClient(this.#gate.inputAcknowledged(said.sequenceNumber));
  }

  #agentState(frame: Frame): void {
    if (readAgentSessionState(frame.payload)?.state !== 'Terminating') return;
    this.#agentEnds('Terminated', '');
  }

  /** A client that is away with output still to come gets the chance to fetch it. */
  #agentEnds(status: Ending['status'], details: string): void {
    if (this.#client || this.#life.ending || this.#acknowledged.covers(this.#outputEnd))
      this.#endWith({ status, details });
    else this.#lastOutput ??= this.#life.waitWithLastOutput({ status, details });
  }

  #endWith({ status, details }: Ending): void {
    this.#life.settle(status, details);
    this.#tokens.clear();
    this.#finishWhenDrained();
  }

  #sendToClient(outputs: readonly Output[]): void {
    for (const { sequence, bytes } of outputs) {
      this.#shownEnd = Math.max(this.#shownEnd, sequence + 1);
      this.#passOn(`output ${sequence}`, bytes);
    }
    if (this.#client?.full) this.#agent?.pauseReading();
  }

  #passOn(key: string, bytes: Uint8Array): void {
    if (this.#client) this.#client.send(bytes);
    else this.#toClient.keep(key, bytes);
  }

  /** Not for NonInteractiveCommands: a pause makes those fail (paper section 8). */
  #pauseAgent(): void {
    if (this.#paused || !this.#agent || this.session.document.sessionType === 'NonInteractiveCommands')
      return;
    this.#paused = true;
    // Behind the acknowledgements that are still held: any of them would undo it.
    this.#pacer.add(pausePublicationFrame(frameMaker, Date.now()));
  }

  #resumeAgent(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#pacer.add(startPublicationFrame(frameMaker, Date.now()));
  }

  #tellAgent(output: string): void {
    if (this.#agent) this.#agent.send(this.#closed(output));
    else if (this.#asked) this.line.cancel(this.session, output);
  }

  #closed(output: string): Uint8Array {
    const { id: sessionId, target: destinationId } = this.session;
    return channelClosedFrame(frameMaker, { sessionId, destinationId, output }, Date.now());
  }

  #report(): void {
    this.#life.legs({ client: this.#client !== undefined, agent: this.#agent !== undefined });
  }

  #finishWhenDrained(): void {
    if (!this.#client || this.#acknowledged.covers(this.#outputEnd)) this.#finish();
    else this.#drain ??= setTimeout(() => this.#finish(), drainMsMax);
  }

  #finish(): void {
    const { ending } = this.#life;
    if (!ending || this.#life.over) return;
    this.#client?.send(this.#closed(ending.details));
    this.#client?.close();
    this.#life.end();
    clearTimeout(this.#drain);
    // Acknowledgements may still be held for the agent, which closes by itself once it has them.
    const { clock } = this.world;
    clock.wakeAt(clock.now() + agentLeavesMsMax, () => this.#dismissAgent(ending.details));
    this.onOver();
  }

  /** An agent that did not leave may not have heard: its shell would go on until the control channel says so (paper 13.2). */
  #dismissAgent(output: string): void {
    if (this.#agent) this.line.cancel(this.session, output);
    this.abandon();
  }

  #stop(): void {
    clearTimeout(this.#drain);
    this.#pacer.stop();
    this.#life.stop();
  }
}
