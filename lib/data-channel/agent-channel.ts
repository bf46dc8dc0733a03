import { acknowledgeFrame, readAcknowledgement } from './acknowledge';
import { type AgentChannelOptions, type AgentFacts, defaultAgentVersion } from './agent-facts';
import { AgentHandshake } from './agent-handshake';
import { AgentOutput } from './agent-output';
import { type AgentState, agentSessionStateFrame } from './agent-session-state';
import { readChannelClosed } from './channel-closed';
import type { CloseReason } from './close-reason';
import { DrainDeadline } from './drain-deadline';
import { type AgentEffect, type AgentPhase, Outbox, type Settled } from './effect';
import type { Frame } from './frame';
import { FrameGate } from './frame-gate';
import { IncomingLane } from './incoming-lane';
import { agentOpenText } from './open-frame';
import { OutgoingLane } from './outgoing-lane';
import { payloadType } from './payload-type';
import { agentEffectOf } from './session-message';
import { type StreamMessage, StreamReceiver } from './stream-receiver';
import { StreamSender } from './stream-sender';
import { WakeUp } from './wake-up';

/**
 * The node's end of a session, without socket, clock, cipher or process: every method takes what happened and
 * the time, and returns what to do, in order. Input is refused, not acknowledged, until the process can take it.
 *
 * @example
 * run(channel.opened(token, now()));              // open frame, Connected, handshake where there is one
 * run(channel.acceptInput(true, now()));          // the process exists
 * run(channel.output(chunk, 'output', now()));    // while the last `source` effect said reading: true
 * run(channel.exited(null, now()));
 */
export class AgentChannel {
  readonly #options: AgentChannelOptions;
  readonly #outbox = new Outbox<AgentEffect>();
  readonly #wakeUp: WakeUp;
  readonly #gate: FrameGate;
  readonly #sender: StreamSender;
  readonly #receiver = new StreamReceiver();
  readonly #outgoing: OutgoingLane;
  readonly #incoming: IncomingLane;
  readonly #output: AgentOutput;
  readonly #handshake: AgentHandshake;
  readonly #drain = new DrainDeadline();
  #questions = 0;
  #phase: AgentPhase = 'starting';
  #connected = false;
  #paused = false;
  #accepting = false;
  #hasProcess = false;

  constructor(options: AgentChannelOptions) {
    const emit = (effect: AgentEffect) => this.#outbox.add(effect);
    const newQuestion = () => {
      this.#questions += 1;
      return this.#questions;
    };
    this.#options = options;
    this.#gate = new FrameGate(options.sha256);
    this.#wakeUp = new WakeUp((atMs) => emit({ do: 'wake', atMs }));
    this.#sender = new StreamSender('output_stream_data', options);
    this.#outgoing = new OutgoingLane(this.#sender, { emit, newQuestion });
    this.#incoming = new IncomingLane({ emit, newQuestion }, (message, nowMs) =>
      this.#deliver(message, nowMs),
    );
    this.#output = new AgentOutput(this.#outgoing, emit);
    const host = {
      emit,
      newQuestion,
      send: (type: number, payload: Uint8Array, nowMs: number) => this.#outgoing.push(type, payload, nowMs),
      encrypt: () => this.#encrypt(),
      complete: (nowMs: number) => this.#run(nowMs),
      close: (reason: CloseReason, text: string) => this.#close(reason, text),
    };
    this.#handshake = new AgentHandshake(host, {
      agentVersion: options.agentVersion ?? defaultAgentVersion,
      sessionType: options.sessionType,
      properties: options.properties ?? null,
      kmsKeyId: options.kmsKeyId ?? null,
      randomBytes: options.randomBytes,
    });
  }

  /** A WebSocket has opened. The first one also says Connected and starts the handshake or the session. */
  opened(token: string, nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => {
      this.#connected = true;
      this.#paused = false;
      const requestId = this.#options.newMessageId();
      const text = agentOpenText({ requestId, token, instanceId: this.#options.instanceId });
      this.#outbox.add({ do: 'send-text', text });
      this.#sender.restart();
      this.#drain.extend(nowMs, this.#isAway());
      if (this.#phase === 'starting') this.#start(nowMs);
      else this.#changed(this.#phase);
    });
  }

  /** One binary WebSocket message. Malformed ones are counted and dropped; nothing here throws on any bytes. */
  receive(bytes: Uint8Array, nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => {
      if (!this.#connected) return;
      const frame = this.#gate.admit(bytes, nowMs);
      if (frame !== null) this.#take(frame, nowMs);
    });
  }

  /**
   * Whether the process can take input now; the first `true` says that it exists. Until it can, and while it
   * cannot, the client resends.
   */
  acceptInput(accepting: boolean, nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => {
      this.#accepting = accepting;
      this.#hasProcess ||= accepting;
    });
  }

  /** What the process wrote. The bytes are the channel's from here on: do not change them. */
  output(bytes: Uint8Array, stream: 'output' | 'error', nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => {
      if (this.#phase === 'draining') return;
      this.#output.write(stream, bytes, nowMs);
      if (this.#output.isOverrun) this.#close('overrun', 'The process wrote more than may be kept.');
    });
  }

  /** A flag to the client: 3 is ConnectToPortError. */
  sendFlag(flag: number, nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => this.#output.flag(flag, nowMs));
  }

  /** The process is over. `exitCode`: only of NonInteractiveCommands with separate output, else null. */
  exited(exitCode: number | null, nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => {
      if (this.#phase === 'draining') return;
      if (exitCode !== null) this.#output.exitCode(exitCode, nowMs);
      this.#changed('draining');
      this.#drain.start(nowMs, this.#isAway());
    });
  }

  /** The time of a `wake` effect has come. Calling it more often does no harm. */
  wake(nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => {
      this.#wakeUp.woken();
      this.#handshake.checkDeadline(nowMs);
      if (this.#isClosed()) return;
      this.#outgoing.writeDue(nowMs);
      this.#wakeUp.noLaterThan(this.#sender.nextDueMs(nowMs));
    });
  }

  /** The WebSocket is gone. Everything is kept; call `opened` with a new token. */
  dropped(nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => {
      if (!this.#connected) return;
      this.#connected = false;
      this.#sender.hold();
      this.#drain.extend(nowMs, this.#isAway());
      this.#changed(this.#phase);
    });
  }

  /** The answer to a `decrypt-key`, `seal` or `open` effect. */
  settled(id: number, result: Settled, nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => {
      if (this.#handshake.settled(id, result, nowMs)) return;
      if (!result.ok) this.#close('encryption-broken', result.text);
      else if (!this.#incoming.opened(id, result.bytes, nowMs))
        this.#outgoing.sealed(id, result.bytes, nowMs);
    });
  }

  /** The host ends it: `channel_closed` on the control channel, or the process could not be started. */
  end(text: string, nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => this.#cancel('closed-by-host', text, nowMs));
  }

  facts(): AgentFacts {
    return {
      phase: this.#phase,
      connected: this.#connected,
      paused: this.#paused,
      clientVersion: this.#handshake.clientVersion,
      unackedOutputBytes: this.#outgoing.outstandingBytes,
      heldInputBytes: this.#receiver.waitingBytes + this.#incoming.bytes,
      lastRttMs: this.#sender.lastRttMs,
      lastHeardMs: this.#gate.lastHeardMs,
      droppedFrames: this.#gate.droppedFrames,
      lastFault: this.#gate.lastFault,
    };
  }

  #step(nowMs: number, happen: () => void): AgentEffect[] {
    if (this.#phase === 'closed') return [];
    happen();
    this.#goOn(nowMs);
    return this.#outbox.take();
  }

  /** After anything that happened: write what waits, start or stop the source, end, see to the next wake-up. */
  #goOn(nowMs: number): void {
    if (this.#isClosed()) return;
    if (this.#sender.hasMore) this.#outgoing.writeDue(nowMs);
    // Not while input is accepted: a process that takes no input may be waiting for its output to be read.
    this.#output.read(this.#phase === 'running' && this.#hasProcess && !this.#isAway());
    if (this.#phase === 'draining') this.#endWhenDrained(nowMs);
    if (this.#isClosed()) return;
    this.#wakeUp.noLaterThan(this.#handshake.deadlineMs);
    this.#wakeUp.noLaterThan(this.#drain.atMs);
    this.#wakeUp.noLaterThan(this.#sender.latestDueMs(nowMs));
  }

  // A method, so that the compiler does not believe that a phase seen once stays.
  #isClosed(): boolean {
    return this.#phase === 'closed';
  }

  #isAway(): boolean {
    return this.#paused || !this.#connected;
  }

  #start(nowMs: number): void {
    this.#say('Connected', nowMs);
    if (!this.#handshake.isNeeded) {
      this.#run(nowMs);
      return;
    }
    this.#changed('handshake');
    this.#handshake.start(nowMs);
  }

  #run(nowMs: number): void {
    if (this.#phase !== 'draining') this.#changed('running');
    this.#output.start(nowMs);
  }

  #take(frame: Frame, nowMs: number): void {
    if (frame.messageType === 'input_stream_data') {
      this.#unpause(nowMs);
      this.#takeInput(frame, nowMs);
    } else if (frame.messageType === 'acknowledge') {
      this.#unpause(nowMs);
      this.#acknowledged(frame, nowMs);
    } else if (frame.messageType === 'pause_publication') this.#pause(nowMs);
    else if (frame.messageType === 'start_publication') this.#unpause(nowMs);
    else if (frame.messageType === 'channel_closed') this.#cancelledByService(frame, nowMs);
  }

  #takeInput(frame: Frame, nowMs: number): void {
    const isOld = frame.sequenceNumber < BigInt(this.#receiver.expected);
    if (!isOld && !this.#isAcceptable(frame.payloadType)) return;
    const placement = this.#receiver.place(frame.sequenceNumber, frame);
    if (placement === 'full') return;
    const acknowledgement = acknowledgeFrame(this.#options, frame, nowMs);
    this.#outbox.add({ do: 'send', frame: acknowledgement });
    if (placement !== 'next') return;
    let isWhole = this.#incoming.arrive(frame, nowMs);
    for (let next = this.#receiver.take(); next !== null; next = this.#receiver.take()) {
      isWhole = this.#incoming.arrive(next, nowMs) && isWhole;
    }
    if (!isWhole && !this.#isClosed())
      this.#close('encryption-broken', 'The client sent sealed bytes that are too short.');
  }

  #acknowledged(frame: Frame, nowMs: number): void {
    const acknowledgement = readAcknowledgement(frame.payload);
    if (acknowledgement === null || !this.#sender.acknowledged(acknowledgement.sequenceNumber, nowMs)) return;
    this.#drain.extend(nowMs, this.#isAway());
  }

  /** Handshake answers always; the rest only when the process takes it: what is acknowledged is not discarded. */
  #isAcceptable(type: number): boolean {
    if (type === payloadType.handshakeResponse || type === payloadType.challengeResponse) return true;
    return this.#phase === 'running' && this.#accepting;
  }

  #deliver(message: StreamMessage, nowMs: number): void {
    if (this.#isClosed()) return;
    const { payloadType: type, payload } = message;
    if (type === payloadType.handshakeResponse) this.#handshake.responded(payload, nowMs);
    else if (type === payloadType.challengeResponse) this.#handshake.answered(payload);
    else {
      const effect = agentEffectOf(message);
      if (effect !== null) this.#outbox.add(effect);
    }
  }

  #pause(nowMs: number): void {
    this.#paused = true;
    this.#sender.hold();
    this.#drain.extend(nowMs, this.#isAway());
  }

  #unpause(nowMs: number): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#sender.release();
    this.#drain.extend(nowMs, this.#isAway());
  }

  #endWhenDrained(nowMs: number): void {
    if (!this.#drain.isOver(nowMs) && (this.#outgoing.outstandingFrames > 0 || this.#output.hasEarly)) return;
    // Never of port sessions (data-channel paper section 5.2): their end shows as the socket's.
    if (this.#options.sessionType !== 'Port') this.#say('Terminating', nowMs);
    this.#close('process-exited', '');
  }

  #cancelledByService(frame: Frame, nowMs: number): void {
    const closed = readChannelClosed(frame.payload);
    // AWS's agent throws the message away when it is not of this shape; so must one that stands in for it.
    if (closed !== null) this.#cancel('ended-by-service', closed.output, nowMs);
  }

  #cancel(reason: CloseReason, text: string, nowMs: number): void {
    if (this.#options.sessionType === 'NonInteractiveCommands') this.#say('Terminating', nowMs);
    this.#close(reason, text);
  }

  #say(state: AgentState, nowMs: number): void {
    if (!this.#connected) return;
    const said = { state, sessionId: this.#options.sessionId };
    this.#outbox.add({ do: 'send', frame: agentSessionStateFrame(this.#options, said, nowMs) });
  }

  #encrypt(): void {
    this.#incoming.encrypt();
    this.#outgoing.encrypt();
  }

  #changed(phase: AgentPhase): void {
    this.#phase = phase;
    this.#outbox.add({ do: 'phase', phase, connected: this.#connected });
  }

  #close(reason: CloseReason, text: string): void {
    if (this.#isClosed()) return;
    this.#connected = false;
    this.#changed('closed');
    this.#outbox.add({ do: 'close', reason, text });
  }
}
