import { chunksOf } from './chunks';
import { type ClientHabits, clientHabits } from './client-habits';
import { ClientHandshake, type ClientKms } from './client-handshake';
import { ClientLeg, type ClientLegOptions } from './client-leg';
import { decodeFrame, encodeFrame, type Frame, payloadType } from './frame';
import { Inbox, type Verdict } from './inbox';
import { Outbox } from './outbox';
import { OutputLog } from './output-log';
import { acknowledgeFrame, jsonObject, readAcknowledgement, readChannelClosed, stringOf } from './payload';
import { seal, unseal } from './seal';
import { Watch } from './watch';

/** StartSession's answer. */
export interface SessionTicket {
  SessionId: string;
  TokenValue: string;
  StreamUrl: string;
}

export interface BareClientOptions extends ClientLegOptions {
  /** `aws-plugin` repeats the faults of AWS's own client, so that a relay can be held against them. Default `careful`. */
  habits?: keyof typeof clientHabits;
  /** Announced in open frame and handshake. Above 1.2.331.0 means smux for port forwarding; 1.1.69.0 means none. */
  clientVersion?: string;
  /** Without it a demand for KMS encryption is answered with status 3, unsupported. */
  kms?: ClientKms;
}

/** How a session ended for this client. `output` is channel_closed's text for the person. */
export interface Closed {
  by: 'channel_closed' | 'no-token' | 'caller';
  output: string;
}

/** A client of the SSM data channel, written from the papers alone. Every wait is for a fact, none for a time. */
export class BareClient {
  /** What the other side did against the papers: malformed frames, text frames, messages that are not for a client. */
  readonly faults: string[] = [];
  /** Unsequenced messages of the service, in order of arrival. */
  readonly publications: string[] = [];
  readonly flags: number[] = [];
  readonly output = new OutputLog();
  readonly errorOutput = new OutputLog();
  readonly handshake: ClientHandshake;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  /** Settles once, when the session is over for this client; a mere loss of the socket does not end it. */
  readonly closed: Promise<Closed>;
  /** Sockets lost so far. */
  drops = 0;
  exitCode: number | undefined;
  customerMessage: string | undefined;
  readonly #habits: ClientHabits;
  readonly #watch: Watch;
  readonly #leg: ClientLeg;
  #ready = false;
  #asked = false;
  #ended: Closed | undefined;
  #settle: (closed: Closed) => void = () => undefined;
  readonly #routes = new Map<string, (frame: Frame) => void>([
    ['output_stream_data', (frame) => this.inbox.receive(frame)],
    ['acknowledge', (frame) => this.#acknowledged(frame)],
    ['channel_closed', (frame) => this.#channelClosed(frame)],
    ['start_publication', (frame) => this.publications.push(frame.messageType)],
    ['pause_publication', (frame) => this.publications.push(frame.messageType)],
  ]);
  readonly #handlers = new Map<number, (payload: Buffer) => void>([
    [payloadType.output, (payload) => this.#written(this.output, payload)],
    [payloadType.stdErr, (payload) => this.#written(this.errorOutput, payload)],
    [payloadType.exitCode, (payload) => (this.exitCode = exitCodeOf(payload))],
    [payloadType.flag, (payload) => this.flags.push(payload.readUInt32BE())],
    [payloadType.handshakeRequest, (payload) => this.#answerHandshake(payload)],
    [payloadType.challengeRequest, (payload) => this.#answerChallenge(payload)],
    [payloadType.handshakeComplete, (payload) => this.#completed(payload)],
  ]);

  private constructor(
    private readonly ticket: SessionTicket,
    options: BareClientOptions,
  ) {
    this.#habits = clientHabits[options.habits ?? 'careful'];
    const version = options.clientVersion ?? '1.2.700.0';
    this.#watch = new Watch(() => this.#seen());
    this.handshake = new ClientHandshake(ticket.SessionId, version, options.kms);
    this.#leg = new ClientLeg(ticket.StreamUrl, version, options, {
      binary: (bytes) => this.#receive(bytes),
      fault: (what) => this.#fault(what),
      lost: () => this.#lost(),
      noToken: () => this.#finish({ by: 'no-token', output: '' }, 'drop'),
      gaveUp: () => this.#watch.over('every attempt to resume failed'),
    });
    this.outbox = new Outbox(
      this.#habits,
      'input_stream_data',
      (bytes) => this.#leg.send(bytes),
      () => this.#watch.changed(),
    );
    this.inbox = new Inbox(this.#habits, {
      acknowledge: (frame) => this.#leg.send(encodeFrame(acknowledgeFrame(frame))),
      acknowledgedFirst: (frame) => handshakeTypes.includes(frame.payloadType),
      deliver: (frame, early) => this.#deliver(frame, early),
    });
    this.closed = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** Resolves when the upgrade is done and the open frame is sent; rejects when the upgrade is refused. */
  static async open(ticket: SessionTicket, options: BareClientOptions = {}): Promise<BareClient> {
    const client = new BareClient(ticket, options);
    await client.#leg.connect(ticket.TokenValue);
    return client;
  }

  /** Resolves at HandshakeComplete or the first output: input sent sooner is lost (section 9.1). */
  ready(): Promise<true> {
    return this.#watch.until('HandshakeComplete or first output', () => this.#ready || undefined);
  }

  /** First match behind the previous one. Rejects, saying what was seen, when the session ends without it. */
  waitForOutput(pattern: RegExp): Promise<RegExpExecArray> {
    return this.#watch.until(`output ${pattern}`, () => this.output.next(pattern));
  }

  /** All output once it is at least that long. */
  waitForBytes(count: number): Promise<Buffer> {
    const look = () => (this.output.byteLength >= count ? this.output.bytes : undefined);
    return this.#watch.until(`${count} bytes of output`, look);
  }

  /** Any other fact about this client, looked at after every frame and every loss of the socket. */
  waitUntil(what: string, isSo: (client: this) => boolean): Promise<true> {
    return this.#watch.until(what, () => isSo(this) || undefined);
  }

  /** Resolves when everything sent so far is acknowledged. */
  allAcknowledged(): Promise<true> {
    return this.waitUntil('acknowledgement of all input', () => this.outbox.unacknowledged === 0);
  }

  /** Keystrokes, cut into messages; sealed when the session is. */
  type(keys: string | Uint8Array): void {
    for (const chunk of chunksOf(Buffer.from(keys))) {
      const plain = this.#habits.turnsLoneLineFeed && chunk.equals(lineFeed) ? carriageReturn : chunk;
      const key = this.handshake.keys?.clientToAgent;
      this.outbox.send(payloadType.output, key ? seal(key, plain) : plain);
    }
  }

  /** Terminal size in character cells. */
  size(cols: number, rows: number): void {
    this.outbox.send(payloadType.size, JSON.stringify({ cols, rows }));
  }

  /** Flag 1 DisconnectToPort or 2 TerminateSession. */
  flag(value: number): void {
    const payload = Buffer.alloc(4);
    payload.writeUInt32BE(value);
    this.outbox.send(payloadType.flag, payload);
  }

  /** Loses the socket as a dead network does: TCP ends, no close frame. */
  drop(): void {
    this.#leg.drop();
  }

  /** Resolves when the socket has been lost for at least the `count`-th time. */
  dropped(count = 1): Promise<true> {
    return this.waitUntil(`loss ${count} of the socket`, () => this.drops >= count);
  }

  /** Goes on over a new socket with a new token; sequences, unacknowledged messages and the reorder room stay. */
  resume(token: string): Promise<void> {
    return this.#leg.connect(token);
  }

  /** Leaves with close code 1000. The session itself goes on until somebody terminates it. */
  end(): void {
    this.#finish({ by: 'caller', output: '' }, 'close');
  }

  #lost(): void {
    this.drops += 1;
    this.#watch.changed();
  }

  #receive(bytes: Buffer): void {
    if (this.#ended) return;
    try {
      const frame = decodeFrame(bytes);
      this.#route(frame);
    } catch (error) {
      this.#fault(`bad frame: ${String(error)}`);
    }
    this.#watch.changed();
  }

  #route(frame: Frame): void {
    const route = this.#routes.get(frame.messageType);
    if (route) route(frame);
    else this.#fault(`${frame.messageType} is not for a client`);
  }

  #acknowledged(frame: Frame): void {
    const { messageType, sequenceNumber } = readAcknowledgement(frame.payload);
    if (messageType !== 'input_stream_data') this.#fault(`acknowledgement of ${messageType}`);
    this.outbox.acknowledged(sequenceNumber);
  }

  #channelClosed(frame: Frame): void {
    const { sessionId, output } = readChannelClosed(frame.payload);
    if (sessionId !== this.ticket.SessionId) this.#fault(`channel_closed of another session: ${sessionId}`);
    this.#finish({ by: 'channel_closed', output }, 'drop');
  }

  #deliver(frame: Frame, early: boolean): Verdict {
    if (early && this.#habits.losesEarlyHandshake && handshakeTypes.includes(frame.payloadType))
      return 'taken';
    const key = sealedTypes.includes(frame.payloadType) ? this.handshake.keys?.agentToClient : undefined;
    try {
      this.#handle(frame.payloadType, key ? unseal(key, frame.payload) : frame.payload);
      return 'taken';
    } catch (error) {
      this.#fault(`message ${frame.sequenceNumber} refused: ${String(error)}`);
      return 'refused';
    }
  }

  #handle(type: number, payload: Buffer): void {
    const handle = this.#handlers.get(type);
    if (handle) handle(payload);
    else this.#fault(`payload type ${type} is not for a client`);
  }

  #answerChallenge(payload: Buffer): void {
    this.outbox.send(payloadType.challengeResponse, this.handshake.answerChallenge(payload));
  }

  #completed(payload: Buffer): void {
    this.customerMessage = stringOf(jsonObject(payload), 'CustomerMessage');
    this.#ready = true;
  }

  #written(log: OutputLog, payload: Buffer): void {
    log.append(payload);
    if (!this.#asked) this.#ready = true;
    else if (!this.#ready) this.#fault('output came before HandshakeComplete');
  }

  /** Exactly one answer: a second one would block AWS's agent for good (section 9.3). */
  #answerHandshake(request: Buffer): void {
    if (this.#asked || this.#ready) {
      this.#fault('a handshake where none was due');
      return;
    }
    this.#asked = true;
    this.handshake.respond(request).then(
      (response) => this.outbox.send(payloadType.handshakeResponse, response),
      (error: unknown) => this.#fault(`HandshakeRequest not understood: ${String(error)}`),
    );
  }

  #fault(what: string): void {
    this.faults.push(what);
    this.#watch.changed();
  }

  #finish(closed: Closed, how: 'close' | 'drop'): void {
    if (this.#ended) return;
    this.#ended = closed;
    this.#leg.end(how);
    this.outbox.dispose();
    this.#settle(closed);
    this.#watch.over(`the session is over by ${closed.by} (${JSON.stringify(closed.output)})`);
  }

  #seen(): string {
    const tail = JSON.stringify(this.output.text.slice(-300));
    const counts = `${this.drops} drops, ${this.outbox.unacknowledged} inputs unacknowledged`;
    return `output ends with ${tail}; ${counts}; faults: ${JSON.stringify(this.faults)}`;
  }
}

const handshakeTypes: number[] = [
  payloadType.handshakeRequest,
  payloadType.handshakeComplete,
  payloadType.challengeRequest,
];
const sealedTypes: number[] = [payloadType.output, payloadType.stdErr, payloadType.exitCode];
const lineFeed = Buffer.from('\n');
const carriageReturn = Buffer.from('\r');

function exitCodeOf(payload: Buffer): number {
  const code = /^EXIT_CODE: (-?\d+)$/.exec(payload.toString('latin1'))?.[1];
  if (code === undefined) throw new TypeError('ExitCode must read EXIT_CODE: <n>');
  return Number(code);
}
