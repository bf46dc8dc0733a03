import { readAcknowledgement } from './acknowledge';
import { readChannelClosed } from './channel-closed';
import { ChannelEnd } from './channel-end';
import { type ClientChannelOptions, type ClientFacts, defaultClientVersion } from './client-facts';
import { ClientHandshake } from './client-handshake';
import { ClientInput } from './client-input';
import { ClientOutput, outputQueueBytesMax } from './client-output';
import { type ClientSnapshot, readSnapshot, writeSnapshot } from './client-snapshot';
import { type ClientState, type SnapshotLimits, withinLimits } from './client-state';
import type { CloseReason } from './close-reason';
import type { ClientEffect, ClientPhase, Settled } from './effect';
import type { Frame } from './frame';
import { sessionTypes } from './handshake';
import { IncomingLane } from './incoming-lane';
import { clientOpenText } from './open-frame';
import { Patience } from './patience';
import { isHandshakeType, isSealedType, payloadType } from './payload-type';
import { clientEffectOf } from './session-message';
import type { StreamMessage } from './stream-receiver';

/** On very short links an agent may still discard input right after it has ended the handshake (paper 9.4). */
export const handshakeSettleMs = 10;

/**
 * The operator's end of a session, without socket, clock or cipher: every method takes what happened and the
 * time, and returns what to do, in order. It outlives its sockets: `dropped` and `opened` again, with a new
 * token, go on where the streams were.
 *
 * @example
 * run(channel.opened(token, now()));                   // after the WebSocket has opened
 * socket.onmessage = ({ data }) => run(channel.receive(new Uint8Array(data), now()));
 * run(channel.type(bytes, now()));
 */
export class ClientChannel {
  readonly #options: ClientChannelOptions;
  readonly #end: ChannelEnd<ClientPhase, ClientEffect>;
  readonly #incoming: IncomingLane;
  readonly #input: ClientInput;
  readonly #output: ClientOutput;
  readonly #handshake: ClientHandshake;
  readonly #patience = new Patience();
  #readyAtMs: number | null = null;
  #ending: string | null = null;

  constructor(options: ClientChannelOptions) {
    this.#options = options;
    this.#end = new ChannelEnd<ClientPhase, ClientEffect>(options, 'input_stream_data', 'waiting');
    const { emit, newQuestion, send, outgoing } = this.#end;
    this.#incoming = new IncomingLane({ emit, newQuestion }, (message, nowMs) =>
      this.#deliver(message, nowMs),
    );
    this.#input = new ClientInput(outgoing, emit);
    this.#output = new ClientOutput(this.#incoming, emit, options.outputBytesMax ?? outputQueueBytesMax);
    const host = {
      emit,
      newQuestion,
      send,
      encrypt: () => this.#encrypt(),
      complete: (nowMs: number) => this.#handshakeOver(nowMs),
      close: (reason: CloseReason, text: string) => this.#close(reason, text),
    };
    this.#handshake = new ClientHandshake(host, {
      encryption: options.encryption ?? false,
      expectedKmsKeyId: options.expectedKmsKeyId,
      acknowledgeChallenge: options.acknowledgeChallenge ?? true,
      sessionTypes: options.sessionTypes ?? sessionTypes,
      clientVersion: options.clientVersion ?? defaultClientVersion,
      mux: options.mux ?? false,
    });
  }

  /**
   * A client that goes on where a snapshot was taken, in another page or thread; null when it is no snapshot of
   * this version. It has no connection: call `wake` for output that was not drawn, then `opened` with a token of
   * ResumeSession. One snapshot makes one client, and only when the one it was taken of does nothing any more.
   */
  static restore(
    snapshot: unknown,
    options: Omit<ClientChannelOptions, 'clientId'>,
    nowMs: number,
  ): ClientChannel | null {
    const state = readSnapshot(snapshot, options.sha256);
    if (state === null) return null;
    const channel = new ClientChannel({ ...options, clientId: state.clientId });
    channel.#restore(state, nowMs);
    return channel;
  }

  /**
   * Everything this client is, but the host's keys, as plain JSON. Null once it is closed. Take it last: after
   * it nothing may be typed, received or drained here, or the other client would lose or double that.
   */
  snapshot(limits: SnapshotLimits = {}): ClientSnapshot | null {
    const phase = this.#end.phase;
    if (phase === 'closed') return null;
    const state: ClientState = {
      clientId: this.#options.clientId,
      questions: this.#end.questions,
      phase,
      ending: this.#ending,
      handshake: this.#handshake.state(),
      sender: this.#end.sender.state(),
      sealing: this.#end.outgoing.state(),
      input: this.#input.state(),
      output: this.#output.state(),
      opening: this.#incoming.state(),
      givenUp: { inputBytes: 0, outputBytes: 0 },
    };
    return writeSnapshot(withinLimits(state, limits));
  }

  /** A WebSocket has opened: sends the open frame, then everything unacknowledged again. One token, one call. */
  opened(token: string, nowMs: number): ClientEffect[] {
    return this.#step(nowMs, () => {
      this.#end.connected = true;
      this.#patience.paused();
      this.#output.restart();
      const requestId = this.#options.newMessageId();
      const clientVersion = this.#options.clientVersion ?? defaultClientVersion;
      const text = clientOpenText({ requestId, token, clientId: this.#options.clientId, clientVersion });
      this.#end.emit({ do: 'send-text', text });
      this.#end.sender.restart();
      this.#end.changed(this.#end.phase);
    });
  }

  /** One binary WebSocket message. Malformed ones are counted and dropped; nothing here throws on any bytes. */
  receive(bytes: Uint8Array, nowMs: number): ClientEffect[] {
    return this.#step(nowMs, () => {
      if (!this.#end.connected) return;
      const frame = this.#end.gate.admit(bytes, nowMs);
      if (frame === null) return;
      this.#patience.heard();
      this.#take(frame, nowMs);
    });
  }

  /** Keystrokes or a paste. The bytes are the channel's from here on: do not change them. */
  type(bytes: Uint8Array, nowMs: number): ClientEffect[] {
    return this.#step(nowMs, () => this.#input.type(bytes, nowMs));
  }

  /** Ctrl-C (one byte 03): ahead of what is unsent, which is discarded and reported as `input-discarded`. */
  interrupt(nowMs: number): ClientEffect[] {
    return this.#step(nowMs, () => this.#input.interrupt(nowMs));
  }

  /** The terminal's size, sent when it is new, at the earliest when the node listens. Throws RangeError. */
  resize(cols: number, rows: number, nowMs: number): ClientEffect[] {
    return this.#step(nowMs, () => this.#input.resize({ cols, rows }, nowMs));
  }

  /** The size once more though it has not changed: a person's sign of life that no program on the node notices. */
  repeatSize(nowMs: number): ClientEffect[] {
    return this.#step(nowMs, () => this.#input.repeatSize(nowMs));
  }

  /** A flag to the agent, in its place among the input: see `streamFlag`. */
  sendFlag(flag: number, nowMs: number): ClientEffect[] {
    return this.#step(nowMs, () => this.#input.flag(flag, nowMs));
  }

  /** The time of a `wake` effect has come. Calling it more often does no harm. */
  wake(nowMs: number): ClientEffect[] {
    return this.#step(nowMs, () => {
      this.#end.wakeUp.woken();
      if (this.#readyAtMs !== null && this.#readyAtMs <= nowMs) this.#ready();
      this.#listen(nowMs);
      this.#end.outgoing.writeDue(nowMs);
      this.#end.wakeUp.noLaterThan(this.#end.sender.nextDueMs(nowMs));
    });
  }

  /** The WebSocket is gone. Counters stay; resume the session and call `opened` with the new token. */
  dropped(nowMs: number): ClientEffect[] {
    return this.#step(nowMs, () => {
      if (!this.#end.connected) return;
      this.#end.connected = false;
      this.#end.sender.hold();
      this.#end.changed(this.#end.phase);
    });
  }

  /** The answer to a `data-key`, `seal` or `open` effect. */
  settled(id: number, result: Settled, nowMs: number): ClientEffect[] {
    return this.#step(nowMs, () => {
      if (this.#handshake.settled(id, result, nowMs)) return;
      if (!result.ok) this.#close('encryption-broken', result.text);
      else if (this.#incoming.opened(id, result.bytes, nowMs)) this.#endWhenDelivered();
      else this.#end.outgoing.sealed(id, result.bytes, nowMs);
    });
  }

  /** The host has drawn, written or thrown away so many bytes of `output` effects. */
  drained(bytes: number, nowMs: number): ClientEffect[] {
    return this.#step(nowMs, () => this.#output.drained(bytes));
  }

  /** The host ends it: the person closed the shell, or no token came from ResumeSession. */
  end(text: string, nowMs: number, reason: CloseReason = 'closed-by-host'): ClientEffect[] {
    return this.#step(nowMs, () => this.#close(reason, text));
  }

  facts(): ClientFacts {
    return {
      phase: this.#end.phase,
      connected: this.#end.connected,
      agentVersion: this.#handshake.agentVersion,
      sessionType: this.#handshake.sessionType,
      properties: this.#handshake.properties,
      encrypted: this.#handshake.encrypted,
      oldestUnackedSinceMs: this.#patience.sinceMs ?? this.#end.sender.oldestUnackedSinceMs,
      lastRttMs: this.#end.sender.lastRttMs,
      lastHeardMs: this.#end.gate.lastHeardMs,
      unsentInputBytes: this.#input.unsentBytes,
      unackedInputBytes: this.#end.outgoing.outstandingBytes,
      undrainedOutputBytes: this.#output.undrainedBytes,
      heldOutputBytes: this.#output.heldBytes,
      droppedFrames: this.#end.gate.droppedFrames,
      lastFault: this.#end.gate.lastFault,
    };
  }

  #restore(state: ClientState, nowMs: number): void {
    const { handshake, givenUp } = state;
    this.#end.questions = state.questions;
    this.#end.phase = state.phase;
    this.#ending = state.ending;
    // The 10 ms after HandshakeComplete have passed with the page.
    if (handshake.done && state.phase === 'handshake') this.#readyAtMs = nowMs;
    if (givenUp.inputBytes + givenUp.outputBytes > 0) this.#end.emit({ do: 'given-up', ...givenUp });
    this.#handshake.restore(handshake);
    if (handshake.encrypted) this.#encrypt();
    this.#end.sender.restore(state.sender);
    this.#end.outgoing.restore(state.sealing, nowMs);
    this.#input.restore(state.input);
    this.#output.restore(state.output);
    this.#incoming.restore(state.opening, nowMs);
    this.#endWhenDelivered();
  }

  #step(nowMs: number, happen: () => void): ClientEffect[] {
    return this.#end.step(happen, () => this.#goOn(nowMs));
  }

  /** After anything that happened: send what may be sent now, and see to the next wake-up. */
  #goOn(nowMs: number): void {
    if (this.#end.sender.hasMore) this.#end.outgoing.writeDue(nowMs);
    this.#input.gate(this.#end.phase === 'ready' && this.#end.connected);
    this.#input.pump(nowMs);
    this.#end.wakeUp.noLaterThan(this.#readyAtMs);
    this.#end.wakeUp.noLaterThan(this.#end.sender.latestDueMs(nowMs));
  }

  #take(frame: Frame, nowMs: number): void {
    if (frame.messageType === 'output_stream_data') this.#takeOutput(frame, nowMs);
    else if (frame.messageType === 'acknowledge') {
      const acknowledgement = readAcknowledgement(frame.payload);
      if (acknowledgement !== null) this.#end.sender.acknowledged(acknowledgement.sequenceNumber, nowMs);
    } else if (frame.messageType === 'channel_closed') {
      // AWS's client ends on any payload: the text is a courtesy.
      this.#ending = readChannelClosed(frame.payload)?.output ?? '';
      this.#endWhenDelivered();
    }
  }

  #takeOutput(frame: Frame, nowMs: number): void {
    const placement = this.#output.place(frame, nowMs);
    if (this.#output.isMissing)
      this.#close('output-missing', 'Part of what the node printed is lost for good.');
    if (placement === 'full' || this.#end.isClosed()) return;
    // Old ones again too: AWS's client does not, and one lost acknowledgement then stops all its repairs (7.3).
    this.#end.acknowledge(frame, nowMs);
    if (placement !== 'next' || this.#output.pass(frame, nowMs) || this.#end.isClosed()) return;
    this.#close('encryption-broken', 'The node sent sealed bytes that are too short.');
  }

  #deliver(message: StreamMessage, nowMs: number): void {
    if (this.#end.isClosed()) return;
    const { payloadType: type, payload } = message;
    if (isSealedType(type) && this.#end.phase !== 'ready') {
      if (!this.#handshake.allowsOutput()) return;
      // Output says more than 10 ms do: the node has begun.
      this.#ready();
    }
    if (type === payloadType.output) this.#output.output('output', payload);
    else if (type === payloadType.stdErr) this.#output.output('error', payload);
    else if (!this.#deliverHandshake(type, payload, nowMs)) {
      const effect = clientEffectOf(message);
      if (effect !== null) this.#end.emit(effect);
    }
  }

  /** Types 5, 7 and 8, which mean nothing once the node listens. False: another type. */
  #deliverHandshake(type: number, payload: Uint8Array, nowMs: number): boolean {
    if (!isHandshakeType(type)) return false;
    if (this.#end.phase !== 'waiting' && this.#end.phase !== 'handshake') return true;
    if (this.#end.phase === 'waiting') this.#end.changed('handshake');
    if (type === payloadType.handshakeRequest) this.#handshake.requested(payload, nowMs);
    else if (type === payloadType.challengeRequest) this.#handshake.challenged(payload);
    else this.#handshake.completed(payload, nowMs);
    return true;
  }

  #encrypt(): void {
    this.#incoming.encrypt();
    this.#end.outgoing.encrypt();
  }

  #handshakeOver(nowMs: number): void {
    this.#readyAtMs = nowMs + handshakeSettleMs;
  }

  #ready(): void {
    this.#readyAtMs = null;
    this.#end.changed('ready');
  }

  /**
   * AWS's client ends a session after five minutes without an answer. But a node that sleeps or lost its network comes
   * back to the same shell while the service holds the session, so this only makes sure that the silence is the node's.
   */
  #listen(nowMs: number): void {
    const { sender, connected } = this.#end;
    if (!connected || sender.unackedFrames === 0) this.#patience.paused();
    else if (this.#patience.isOver(nowMs, sender.oldestUnackedSinceMs)) this.#end.emit({ do: 'reconnect' });
  }

  /** What was received before the end is delivered before the end, however long the host takes to open it. */
  #endWhenDelivered(): void {
    if (this.#ending !== null && this.#incoming.isEmpty) this.#close('ended-by-service', this.#ending);
  }

  #close(reason: CloseReason, text: string): void {
    if (this.#end.isClosed()) return;
    this.#input.end();
    this.#end.close(reason, text);
  }
}
