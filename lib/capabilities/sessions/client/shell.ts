import { problemOf } from '@/lib/bff/problem-of';
import type { Problem } from '@/lib/kernel/problem';
import { askForDoor } from './ask-for-door';
import { askForKey } from './ask-for-key';
import { HeldState } from './held-state';
import type { SavedShell } from './saved-shell';
import { freshState, ShellFacts } from './shell-facts';
import { type Screen, ShellOutput } from './shell-output';
import type { ShellParts } from './shell-parts';
import type { ShellEnd, ShellState, StartRequest } from './shell-state';
import {
  elsewhereEnd,
  endOfChannel,
  endOfStart,
  givenUpWords,
  howEndedWords,
  leavesSessionBehind,
  lostEnd,
  unsentWords,
} from './shell-words';
import type {
  ChannelEnd,
  ChannelId,
  FromWorker,
  HoldLimits,
  SessionKeys,
  Size,
  ToWorker,
} from './worker-messages';

const ctrlC = 0x03;
/** How often the time of the last input is told: an idle limit is minutes, and each change draws the bar again. */
const inputToldEveryMs = 10_000;

type ToShell = Exclude<FromWorker, { say: 'tick' | 'failed' }>;

/**
 * One shell on one node, from the person's click until they close its tab. Plain: no React, no DOM, no socket.
 * The click that makes it starts its session; nothing else ever does.
 */
export class Shell {
  readonly id: string;
  readonly request: StartRequest;
  readonly #parts: ShellParts;
  readonly #output: ShellOutput;
  readonly #held = new HeldState();
  readonly #facts: ShellFacts;
  /** The channel whose messages count; null between sessions. */
  #channel: ChannelId | null = null;
  #size: Size | null = null;
  /** Why the key of the session was refused, until the worker says that it is over. */
  #keyProblem: Problem | null = null;

  /** @param saved a shell of an earlier page: it keeps its id, and begins with `goOn` or `lost` */
  constructor(request: StartRequest, parts: ShellParts, saved: SavedShell | null = null) {
    this.id = saved?.shellId ?? parts.newId();
    this.request = request;
    this.#parts = parts;
    this.#output = new ShellOutput((bytes) => this.#drew(bytes));
    this.#facts = new ShellFacts(freshState(parts.nowMs(), saved));
  }

  readonly getState = (): ShellState => this.#facts.get();
  readonly subscribe = (listener: () => void) => this.#facts.subscribe(listener);

  get channel(): ChannelId | null {
    return this.#channel;
  }

  /** Starts a session: one StartSession, never repeated. Called in the person's click. Never rejects. */
  async start(): Promise<void> {
    if (this.#channel !== null) return;
    const channel = this.#begin('');
    this.#set(freshState(this.#parts.nowMs(), null));
    try {
      const { document, sessionId, ...door } = await this.#parts.api().start(this.request);
      if (this.#channel !== channel) {
        await this.#terminate(sessionId);
        return;
      }
      this.#set({ sessionId, document });
      void this.#parts.keeper.claim(sessionId);
      this.#mark();
      this.#post({ say: 'open', channel, door, size: this.#size, kmsKey: document.kmsKey });
    } catch (error) {
      if (this.#channel === channel) this.#over(endOfStart(problemOf(error)));
    }
  }

  /** Goes on with a live session of an earlier page or another window. `handed`: its keys, where they came along. */
  async goOn(saved: SavedShell, handed: SessionKeys | null = null): Promise<void> {
    const { live, sessionId, kmsKey } = saved;
    if (this.#channel !== null || !live) return;
    const channel = this.#begin(live.screen);
    const isMine = await this.#parts.keeper.claim(sessionId);
    const keys = handed ?? (isMine && kmsKey !== null ? await this.#parts.keeper.keysOf(sessionId) : null);
    if (this.#channel !== channel) return;
    if (!isMine) this.#over(elsewhereEnd);
    else if (kmsKey !== null && !keys) this.#over(endOfChannel({ why: 'not-restored', text: '' }));
    else {
      this.#mark();
      const { snapshot, skipBytes } = live;
      const expected = saved.document?.kmsKey ?? null;
      this.#post({ say: 'restore', channel, snapshot, skipBytes, kmsKey: expected, keys });
      if (this.#size) this.#post({ say: 'resize', channel, size: this.#size });
    }
  }

  /** A shell of which nothing but its mark is left. */
  lost(): void {
    this.#over(lostEnd);
  }

  /** One screen at a time; what came before there was one is written first. */
  attach(screen: Screen): () => void {
    return this.#output.attach(screen);
  }

  /** Bytes as the terminal made them. A lone Ctrl-C overtakes what is unsent. The bytes are given away. */
  type(bytes: Uint8Array<ArrayBuffer>): void {
    const channel = this.#channel;
    if (channel === null || bytes.length === 0) return;
    if (bytes.length === 1 && bytes[0] === ctrlC) this.#post({ say: 'interrupt', channel });
    else this.#post({ say: 'type', channel, bytes }, [bytes.buffer]);
    const { lastInputAtMs } = this.#state;
    const nowMs = this.#parts.nowMs();
    if (lastInputAtMs === null || nowMs - lastInputAtMs >= inputToldEveryMs)
      this.#set({ lastInputAtMs: nowMs });
  }

  resize(size: Size): void {
    this.#size = size;
    if (this.#channel !== null) this.#post({ say: 'resize', channel: this.#channel, size });
  }

  /** One press of the person's: tells the node the size again, which no program notices. */
  keepAlive(): void {
    if (this.#channel === null) return;
    this.#post({ say: 'keep-alive', channel: this.#channel });
    this.#set({ lastInputAtMs: this.#parts.nowMs() });
  }

  reconnectNow(): void {
    if (this.#held.current) this.release();
    else if (this.#channel !== null) this.#post({ say: 'reconnect-now', channel: this.#channel });
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

  /** Ends a session that lives on without its shell. Rejects with a Problem when AWS refused. */
  async endLeft(): Promise<void> {
    const { phase, sessionId } = this.#state;
    if (phase.is !== 'ended' || !phase.end.leftSession || sessionId === null) return;
    await this.#terminate(sessionId);
    this.#over(endOfChannel({ why: 'closed-here', text: '' }));
  }

  /** Closes the connection at once and leaves the session to AWS. */
  drop(end: ShellEnd): void {
    if (this.#channel === null) return;
    this.#post({ say: 'close', channel: this.#channel });
    this.#over(end);
  }

  /** The page may go: gives the connection up, so that what is kept stays true. */
  hold(limits: HoldLimits): void {
    if (this.#channel !== null && this.#state.sessionId !== null)
      this.#post({ say: 'hold', channel: this.#channel, limits });
  }

  /** The page stayed. What may have been kept is a lie from here on. */
  release(): void {
    this.#held.clear();
    if (this.#channel === null) return;
    this.#mark();
    this.#post({ say: 'go-on', channel: this.#channel });
  }

  /** Resolves when it is held, or over. */
  whenHeld = async (): Promise<void> => (this.#channel === null ? undefined : this.#held.arrived());

  /** The shell as another page can go on with it; only its mark while it is not held. Null without a session. */
  save(screenCharsMax: number): SavedShell | null {
    const { sessionId, document, startedAtMs, kmsKey } = this.#state;
    if (this.#channel === null || sessionId === null) return null;
    const held = this.#held.current;
    const live = held && {
      snapshot: held.snapshot,
      skipBytes: Math.max(0, this.#output.drawnBytes - held.drawnBytes),
      screen: this.#output.snapshot(screenCharsMax),
    };
    const person = this.#parts.person();
    const { id: shellId, request } = this;
    const facts = { sessionId, document, startedAtMs, kmsKey };
    return { version: 1, person, shellId, request, ...facts, wasActive: false, live };
  }

  /** Its session goes on in another window: nothing is ended but this view of it. */
  leave(): void {
    const { sessionId } = this.#state;
    if (this.#channel === null || sessionId === null) return;
    this.#post({ say: 'close', channel: this.#channel });
    this.#parts.keeper.handOver(this.id, sessionId);
    this.#over(elsewhereEnd);
  }

  /** A message of the worker for this shell's channel. */
  heard(message: ToShell): void {
    if (message.channel !== this.#channel) return;
    switch (message.say) {
      case 'link':
        this.#set({ phase: message.link });
        break;
      case 'output':
        this.#output.output(message.bytes);
        break;
      case 'want-door':
        void this.#findDoor(message.channel);
        break;
      case 'want-key':
        void this.#findKey(message);
        break;
      case 'held':
        this.#held.came(message.held);
        break;
      case 'given-up':
        this.#set({ notice: givenUpWords(message.output, message.input) });
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

  #begin(screen: string): ChannelId {
    const channel = this.#parts.newId();
    this.#channel = channel;
    this.#held.clear();
    this.#keyProblem = null;
    this.#output.begin(screen);
    return channel;
  }

  #drew(bytes: number): void {
    if (this.#channel !== null) this.#post({ say: 'drawn', channel: this.#channel, bytes });
  }

  async #findDoor(channel: ChannelId): Promise<void> {
    const { sessionId } = this.#state;
    if (sessionId === null) return;
    const answer = await askForDoor(this.#parts.api(), this.request.node.scope, sessionId);
    if (this.#channel !== channel) return;
    if (answer.door) {
      this.#post({ say: 'door', channel, door: answer.door });
      return;
    }
    if (answer.notice !== null) this.#set({ notice: answer.notice });
    this.#post({ say: 'no-door', channel, why: answer.why });
  }

  async #findKey({ channel, keyId, challenge }: Extract<ToShell, { say: 'want-key' }>): Promise<void> {
    const { sessionId } = this.#state;
    if (sessionId === null) return;
    const asked = { sessionId, keyId, challenge };
    const answer = await askForKey(this.#parts.api(), this.request.node.scope, asked);
    if (this.#channel !== channel) return;
    if (answer.problem) {
      this.#keyProblem = answer.problem;
      this.#post({ say: 'no-key', channel });
      return;
    }
    this.#parts.keeper.keepKeys(sessionId, this.#parts.person(), answer.keys);
    this.#set({ kmsKey: keyId });
    this.#mark();
    this.#post({ say: 'key', channel, keys: answer.keys, ciphertext: answer.ciphertext });
  }

  #channelEnded(end: ChannelEnd): void {
    const { sessionId } = this.#state;
    const words = endOfChannel(end);
    this.#over(end.why === 'key-refused' ? { ...words, problem: this.#keyProblem } : words);
    if (sessionId === null) return;
    // Its own failure would only hide the reason that is already on screen.
    if (leavesSessionBehind(end)) this.#terminate(sessionId).catch(() => undefined);
    if (end.why === 'session-over') void this.#findHowEnded(sessionId);
  }

  /** It ended while nobody was connected, so nobody has said why. */
  async #findHowEnded(sessionId: string): Promise<void> {
    const { phase } = this.#state;
    const { scope } = this.request.node;
    const detail = await this.#parts
      .api()
      .howEnded(scope, sessionId)
      .then(howEndedWords, () => '');
    if (phase.is !== 'ended' || this.#state.phase !== phase || detail === '') return;
    this.#set({ phase: { is: 'ended', end: { ...phase.end, detail } } });
  }

  #terminate(sessionId: string): Promise<void> {
    return this.#parts.api().terminate(this.request.node.scope, sessionId);
  }

  /** From its start a shell leaves a mark: a tab that crashes has no time to. */
  #mark(): void {
    const saved = this.save(0);
    if (saved) this.#parts.keeper.mark(saved);
  }

  #over(end: ShellEnd): void {
    this.#channel = null;
    this.#held.clear();
    this.#parts.keeper.forget(this.id, this.#state.sessionId);
    this.#set({ phase: { is: 'ended', end } });
  }

  #post(message: ToWorker, transfer?: Transferable[]): void {
    this.#parts.port().post(message, transfer);
  }

  get #state(): ShellState {
    return this.#facts.get();
  }

  #set(change: Partial<ShellState>): void {
    this.#facts.set(change);
  }
}
