import { problemOf } from '@/lib/bff/problem-of';
import type { Problem } from '@/lib/kernel/problem';
import type { Ticket } from '../contract';
import type { SessionsApi } from './sessions-api';
import type { ShellEnd, ShellPhase, ShellState, StartRequest } from './shell-state';
import { endOfChannel, endOfStart, leavesSessionBehind, unsentWords } from './shell-words';
import type {
  ChannelEnd,
  ChannelId,
  FromWorker,
  NoDoor,
  Size,
  ToWorker,
  WorkerPort,
} from './worker-messages';

/** Where output goes. `drawn` is called once per write, when those bytes are on the screen. */
export interface Screen {
  write(bytes: Uint8Array, drawn: () => void): void;
}

export interface ShellParts {
  readonly port: () => WorkerPort;
  readonly api: () => SessionsApi;
  readonly nowMs: () => number;
  readonly newId: () => string;
}

const ctrlC = 0x03;

/**
 * One shell on one node, from the person's click until they close its tab. Plain: no React, no DOM, no socket.
 * The click that makes it starts its session; nothing else ever does.
 */
export class Shell {
  readonly id: string;
  readonly request: StartRequest;
  readonly #parts: ShellParts;
  readonly #listeners = new Set<() => void>();
  #state: ShellState;
  /** The channel whose messages count; null between sessions. */
  #channel: ChannelId | null = null;
  #screen: Screen | null = null;
  #undrawn: Uint8Array[] = [];
  #size: Size | null = null;

  constructor(request: StartRequest, parts: ShellParts) {
    this.id = parts.newId();
    this.request = request;
    this.#parts = parts;
    this.#state = this.#fresh();
  }

  readonly getState = (): ShellState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get channel(): ChannelId | null {
    return this.#channel;
  }

  /** Starts a session: one StartSession, never repeated. Called in the person's click. Never rejects. */
  async start(): Promise<void> {
    if (this.#channel !== null) return;
    const channel = this.#parts.newId();
    this.#channel = channel;
    this.#state = this.#fresh();
    this.#tell();
    try {
      const { document, ...ticket } = await this.#parts.api().start(this.request);
      if (this.#channel !== channel) return await this.#terminate(ticket.sessionId);
      this.#set({ sessionId: ticket.sessionId, document });
      this.#post({ say: 'open', channel, door: doorOf(ticket), size: this.#size });
    } catch (error) {
      if (this.#channel === channel) this.#over(endOfStart(problemOf(error)));
    }
  }

  /** One screen at a time; what came before there was one is written first. */
  attach(screen: Screen): () => void {
    this.#screen = screen;
    for (const bytes of this.#undrawn.splice(0)) this.#draw(screen, bytes);
    return () => {
      if (this.#screen === screen) this.#screen = null;
    };
  }

  /** Bytes as the terminal made them. A lone Ctrl-C overtakes what is unsent. The bytes are given away. */
  type(bytes: Uint8Array<ArrayBuffer>): void {
    const channel = this.#channel;
    if (channel === null || bytes.length === 0) return;
    if (bytes.length === 1 && bytes[0] === ctrlC) this.#post({ say: 'interrupt', channel });
    else this.#post({ say: 'type', channel, bytes }, [bytes.buffer]);
  }

  resize(size: Size): void {
    this.#size = size;
    if (this.#channel !== null) this.#post({ say: 'resize', channel: this.#channel, size });
  }

  reconnectNow(): void {
    if (this.#channel !== null) this.#post({ say: 'reconnect-now', channel: this.#channel });
  }

  /** The person signed in again: a shell that waited for that goes on. */
  signInRenewed(): void {
    const { phase } = this.#state;
    if (phase.is === 'reconnecting' && phase.why === 'sign-in') this.reconnectNow();
  }

  dismissNotice(): void {
    this.#set({ notice: null });
  }

  /** Ends the session at AWS. Rejects with a Problem when AWS refused; the connection is gone either way. */
  async end(): Promise<void> {
    if (this.#channel === null) return;
    const { sessionId } = this.#state;
    this.drop(endOfChannel({ why: 'closed-here', text: '' }));
    if (sessionId !== null) await this.#terminate(sessionId);
  }

  /** Closes the connection at once and leaves the session to AWS. */
  drop(end: ShellEnd): void {
    if (this.#channel === null) return;
    this.#post({ say: 'close', channel: this.#channel });
    this.#over(end);
  }

  /** A message of the worker for this shell's channel. */
  heard(message: Exclude<FromWorker, { say: 'tick' | 'failed' }>): void {
    if (message.channel !== this.#channel) return;
    switch (message.say) {
      case 'link':
        this.#set({ phase: message.link });
        break;
      case 'output':
        this.#output(message.bytes);
        break;
      case 'want-door':
        void this.#findDoor(message.channel);
        break;
      case 'unsent':
        this.#set({ notice: unsentWords(message.bytes, message.why) });
        break;
      case 'notice':
        this.#set({ notice: message.text });
        break;
      case 'ended':
        this.#channelEnded(message.end);
        break;
    }
  }

  #output(bytes: Uint8Array): void {
    if (this.#screen) this.#draw(this.#screen, bytes);
    else this.#undrawn.push(bytes);
  }

  #draw(screen: Screen, bytes: Uint8Array): void {
    const channel = this.#channel;
    const { length } = bytes;
    screen.write(bytes, () => {
      if (channel !== null && channel === this.#channel) this.#post({ say: 'drawn', channel, bytes: length });
    });
  }

  async #findDoor(channel: ChannelId): Promise<void> {
    const { sessionId } = this.#state;
    if (sessionId === null) return;
    const answer = await this.#parts
      .api()
      .resume(this.request.node.scope, sessionId)
      .catch((error: unknown) => this.#noDoor(problemOf(error)));
    if (this.#channel !== channel) return;
    if (answer === null) this.#post({ say: 'no-door', channel, why: 'over' });
    else if (typeof answer === 'string') this.#post({ say: 'no-door', channel, why: answer });
    else this.#post({ say: 'door', channel, door: doorOf(answer) });
  }

  #noDoor({ code, facts }: Problem): NoDoor {
    if (code === 'expired' || code === 'signed-out') return 'sign-in';
    // Not the network's fault, so waiting will hardly help: the person reads why while attempts go on.
    if (code === 'forbidden') this.#set({ notice: facts.message });
    return 'later';
  }

  #channelEnded(end: ChannelEnd): void {
    const { sessionId } = this.#state;
    this.#over(endOfChannel(end));
    // Its own failure would only hide the reason that is already on screen.
    if (sessionId !== null && leavesSessionBehind(end)) this.#terminate(sessionId).catch(() => undefined);
  }

  #terminate(sessionId: string): Promise<void> {
    return this.#parts.api().terminate(this.request.node.scope, sessionId);
  }

  #over(end: ShellEnd): void {
    this.#channel = null;
    this.#set({ phase: { is: 'ended', end } });
  }

  #post(message: ToWorker, transfer?: Transferable[]): void {
    this.#parts.port().post(message, transfer);
  }

  #fresh(): ShellState {
    const phase: ShellPhase = { is: 'connecting' };
    return { phase, sessionId: null, document: null, startedAtMs: this.#parts.nowMs(), notice: null };
  }

  #set(change: Partial<ShellState>): void {
    this.#state = { ...this.#state, ...change };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const doorOf = ({ streamUrl, token }: Ticket) => ({ streamUrl, token });
