import { readAcknowledgement } from './acknowledge';
import { type AgentChannelOptions, type AgentFacts, defaultAgentVersion } from './agent-facts';
import { AgentHandshake } from './agent-handshake';
import { AgentOutput } from './agent-output';
import { type AgentState, agentSessionStateFrame } from './agent-session-state';
import { readChannelClosed } from './channel-closed';
import { ChannelEnd } from './channel-end';
import type { CloseReason } from './close-reason';
import { DrainDeadline } from './drain-deadline';
import type { AgentEffect, AgentPhase, Settled } from './effect';
import type { Frame } from './frame';
import { IncomingLane } from './incoming-lane';
import { agentOpenText } from './open-frame';
import { payloadType } from './payload-type';
import { agentEffectOf } from './session-message';
import { type StreamMessage, StreamReceiver } from './stream-receiver';

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
  readonly #end: ChannelEnd<AgentPhase, AgentEffect>;
  readonly #receiver = new StreamReceiver();
  readonly #incoming: IncomingLane;
  readonly #output: AgentOutput;
  readonly #handshake: AgentHandshake;
  readonly #drain = new DrainDeadline();
  #paused = false;
  #accepting = false;
  #hasProcess = false;

  constructor(options: AgentChannelOptions) {
    this.#options = options;
    this.#end = new ChannelEnd<AgentPhase, AgentEffect>(options, 'output_stream_data', 'starting');
    const { emit, newQuestion, send, outgoing } = this.#end;
    this.#incoming = new IncomingLane({ emit, newQuestion }, (message, nowMs) =>
      this.#deliver(message, nowMs),
    );
    this.#output = new AgentOutput(outgoing, emit);
    const host = {
      emit,
      newQuestion,
      send,
      encrypt: () => this.#encrypt(),
      complete: (nowMs: number) => this.#run(nowMs),
      close: (reason: CloseReason, text: string) => this.#end.close(reason, text),
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
      this.#end.connected = true;
      this.#paused = false;
      const requestId = this.#options.newMessageId();
      const text = agentOpenText({ requestId, token, instanceId: this.#options.instanceId });
      this.#end.emit({ do: 'send-text', text });
      this.#end.sender.restart();
      this.#drain.extend(nowMs, this.#isAway());
      if (this.#end.phase === 'starting') this.#start(nowMs);
      else this.#end.changed(this.#end.phase);
    });
  }

  /** One binary WebSocket message. Malformed ones are counted and dropped; nothing here throws on any bytes. */
  receive(bytes: Uint8Array, nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => {
      if (!this.#end.connected) return;
      const frame = this.#end.gate.admit(bytes, nowMs);
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
      if (this.#end.phase === 'draining') return;
      this.#output.write(stream, bytes, nowMs);
      if (this.#output.isOverrun) this.#end.close('overrun', 'The process wrote more than may be kept.');
    });
  }

  /** A flag to the client: 3 is ConnectToPortError. */
  sendFlag(flag: number, nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => this.#output.flag(flag, nowMs));
  }

  /** The process is over. `exitCode`: only of NonInteractiveCommands with separate output, else null. */
  exited(exitCode: number | null, nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => {
      if (this.#end.phase === 'draining') return;
      if (exitCode !== null) this.#output.exitCode(exitCode, nowMs);
      this.#end.changed('draining');
      this.#drain.start(nowMs, this.#isAway());
    });
  }

  /** The time of a `wake` effect has come. Calling it more often does no harm. */
  wake(nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => {
      this.#end.wakeUp.woken();
      this.#handshake.checkDeadline(nowMs);
      if (this.#end.isClosed()) return;
      this.#end.outgoing.writeDue(nowMs);
      this.#end.wakeUp.noLaterThan(this.#end.sender.nextDueMs(nowMs));
    });
  }

  /** The WebSocket is gone. Everything is kept; call `opened` with a new token. */
  dropped(nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => {
      if (!this.#end.connected) return;
      this.#end.connected = false;
      this.#end.sender.hold();
      this.#drain.extend(nowMs, this.#isAway());
      this.#end.changed(this.#end.phase);
    });
  }

  /** The answer to a `decrypt-key`, `seal` or `open` effect. */
  settled(id: number, result: Settled, nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => {
      if (this.#handshake.settled(id, result, nowMs)) return;
      if (!result.ok) this.#end.close('encryption-broken', result.text);
      else if (!this.#incoming.opened(id, result.bytes, nowMs))
        this.#end.outgoing.sealed(id, result.bytes, nowMs);
    });
  }

  /** The host ends it: `channel_closed` on the control channel, or the process could not be started. */
  end(text: string, nowMs: number): AgentEffect[] {
    return this.#step(nowMs, () => this.#cancel('closed-by-host', text, nowMs));
  }

  facts(): AgentFacts {
    return {
      phase: this.#end.phase,
      connected: this.#end.connected,
      paused: this.#paused,
      clientVersion: this.#handshake.clientVersion,
      unackedOutputBytes: this.#end.outgoing.outstandingBytes,
      heldInputBytes: this.#receiver.waitingBytes + this.#incoming.bytes,
      lastRttMs: this.#end.sender.lastRttMs,
      lastHeardMs: this.#end.gate.lastHeardMs,
      droppedFrames: this.#end.gate.droppedFrames,
      lastFault: this.#end.gate.lastFault,
    };
  }

  #step(nowMs: number, happen: () => void): AgentEffect[] {
    return this.#end.step(happen, () => this.#goOn(nowMs));
  }

  /** After anything that happened: write what waits, start or stop the source, end, see to the next wake-up. */
  #goOn(nowMs: number): void {
    if (this.#end.sender.hasMore) this.#end.outgoing.writeDue(nowMs);
    // Not while input is accepted: a process that takes no input may be waiting for its output to be read.
    this.#output.read(this.#end.phase === 'running' && this.#hasProcess && !this.#isAway());
    if (this.#end.phase === 'draining') this.#endWhenDrained(nowMs);
    if (this.#end.isClosed()) return;
    this.#end.wakeUp.noLaterThan(this.#handshake.deadlineMs);
    this.#end.wakeUp.noLaterThan(this.#drain.atMs);
    this.#end.wakeUp.noLaterThan(this.#end.sender.latestDueMs(nowMs));
  }

  #isAway(): boolean {
    return this.#paused || !this.#end.connected;
  }

  #start(nowMs: number): void {
    this.#say('Connected', nowMs);
    if (!this.#handshake.isNeeded) {
      this.#run(nowMs);
      return;
    }
    this.#end.changed('handshake');
    this.#handshake.start(nowMs);
  }

  #run(nowMs: number): void {
    if (this.#end.phase !== 'draining') this.#end.changed('running');
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
    this.#end.acknowledge(frame, nowMs);
    if (placement !== 'next') return;
    let isWhole = this.#incoming.arrive(frame, nowMs);
    for (let next = this.#receiver.take(); next !== null; next = this.#receiver.take()) {
      isWhole = this.#incoming.arrive(next, nowMs) && isWhole;
    }
    if (!isWhole && !this.#end.isClosed())
      this.#end.close('encryption-broken', 'The client sent sealed bytes that are too short.');
  }

  #acknowledged(frame: Frame, nowMs: number): void {
    const acknowledgement = readAcknowledgement(frame.payload);
    if (acknowledgement === null || !this.#end.sender.acknowledged(acknowledgement.sequenceNumber, nowMs))
      return;
    this.#drain.extend(nowMs, this.#isAway());
  }

  /** Handshake answers always; the rest only when the process takes it: what is acknowledged is not discarded. */
  #isAcceptable(type: number): boolean {
    if (type === payloadType.handshakeResponse || type === payloadType.challengeResponse) return true;
    return this.#end.phase === 'running' && this.#accepting;
  }

  #deliver(message: StreamMessage, nowMs: number): void {
    if (this.#end.isClosed()) return;
    const { payloadType: type, payload } = message;
    if (type === payloadType.handshakeResponse) this.#handshake.responded(payload, nowMs);
    else if (type === payloadType.challengeResponse) this.#handshake.answered(payload);
    else {
      const effect = agentEffectOf(message);
      if (effect !== null) this.#end.emit(effect);
    }
  }

  #pause(nowMs: number): void {
    this.#paused = true;
    this.#end.sender.hold();
    this.#drain.extend(nowMs, this.#isAway());
  }

  #unpause(nowMs: number): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#end.sender.release();
    this.#drain.extend(nowMs, this.#isAway());
  }

  #endWhenDrained(nowMs: number): void {
    if (!this.#drain.isOver(nowMs) && (this.#end.outgoing.outstandingFrames > 0 || this.#output.hasEarly))
      return;
    // Never of port sessions (data-channel paper section 5.2): their end shows as the socket's.
    if (this.#options.sessionType !== 'Port') this.#say('Terminating', nowMs);
    this.#end.close('process-exited', '');
  }

  #cancelledByService(frame: Frame, nowMs: number): void {
    const closed = readChannelClosed(frame.payload);
    // AWS's agent throws the message away when it is not of this shape; so must one that stands in for it.
    if (closed !== null) this.#cancel('ended-by-service', closed.output, nowMs);
  }

  #cancel(reason: CloseReason, text: string, nowMs: number): void {
    if (this.#options.sessionType === 'NonInteractiveCommands') this.#say('Terminating', nowMs);
    this.#end.close(reason, text);
  }

  #say(state: AgentState, nowMs: number): void {
    if (!this.#end.connected) return;
    const said = { state, sessionId: this.#options.sessionId };
    this.#end.emit({ do: 'send', frame: agentSessionStateFrame(this.#options, said, nowMs) });
  }

  #encrypt(): void {
    this.#incoming.encrypt();
    this.#end.outgoing.encrypt();
  }
}
