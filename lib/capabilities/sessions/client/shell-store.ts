import { z } from 'zod';
import type { LiveWork } from '@/lib/frame/live-work';
import type { SignInCondition } from '@/lib/frame/sign-in-state';
import { type SavedShell, savedShell } from './saved-shell';
import type { SessionsApi } from './sessions-api';
import { Shell } from './shell';
import type { ShellKeeper } from './shell-keeper';
import { isLive, type StartRequest } from './shell-state';
import { endOfChannel, revokedEnd, signedOutEnd } from './shell-words';
import type { FromWorker, SessionKeys, WorkerPort } from './worker-messages';

/** What a reload takes along, a shell: the rest of a session's storage is other shells'. */
const reloadLimits = { inputBytesMax: 65_536, outputBytesMax: 65_536 };
const screenCharsMax = 64_000;
/** To another window everything goes along. */
const windowLimits = { inputBytesMax: Number.MAX_SAFE_INTEGER, outputBytesMax: Number.MAX_SAFE_INTEGER };

/** A shell on its way to another window: structured-cloneable, keys and all. */
export interface HandedShell {
  readonly saved: SavedShell;
  readonly keys: SessionKeys | null;
}

export interface ShellsState {
  readonly shells: readonly Shell[];
  /** The tab in front; null without shells. */
  readonly activeId: string | null;
  /** Counts how often the person asked for the keyboard to go into the terminal in front. */
  readonly focusAsked: number;
}

export interface ShellStoreParts {
  /** Made at the first start: a page without shells has no worker. */
  readonly makePort: () => WorkerPort;
  readonly nowMs: () => number;
  readonly newId: () => string;
  /** Whether nobody sees this page now. */
  readonly isHidden: () => boolean;
  readonly keeper: ShellKeeper;
  /** Registers a live shell with the frame, which asks about it before signing out. */
  readonly register: (work: LiveWork) => () => void;
}

/**
 * Every shell of this page. Lives as long as the page and outside of React: navigation, expired sign-ins and
 * re-renders do not touch it. `use` gives it the way to the BFF before anything can be started.
 */
export class ShellStore {
  readonly #parts: ShellStoreParts;
  readonly #listeners = new Set<() => void>();
  #state: ShellsState = { shells: [], activeId: null, focusAsked: 0 };
  #api: SessionsApi | null = null;
  #port: WorkerPort | null = null;
  #pulsing = false;
  #person: string | null = null;

  constructor(parts: ShellStoreParts) {
    this.#parts = parts;
  }

  readonly getState = (): ShellsState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Once the person is known, the shells that this tab had before a reload come back. */
  readonly use = (api: SessionsApi, person: string): void => {
    this.#api = api;
    if (this.#person !== null) return;
    this.#person = person;
    for (const saved of this.#parts.keeper.takeAll(person)) void this.#bringBack(saved);
  };

  /** Opens a tab and starts its session. Called in the person's click, never in an effect. */
  readonly start = (request: StartRequest): Shell => {
    const shell = this.#add(request, null);
    this.#set({ ...this.#state, activeId: shell.id, focusAsked: this.#asked() });
    void shell.start();
    return shell;
  };

  /** Before the page may go: every shell's connection is given up, so that what is kept of it stays true. True: some had one. */
  readonly hold = (): boolean => {
    for (const shell of this.#state.shells) shell.hold(reloadLimits);
    return this.#state.shells.some(({ channel }) => channel !== null);
  };

  /** The page stayed after all. */
  readonly goOn = (): void => {
    for (const shell of this.#state.shells) shell.release();
  };

  /** The page goes. Synchronous: it has no later. */
  readonly keep = (): void => {
    const { shells, activeId } = this.#state;
    const saved = shells.flatMap((shell) => {
      const one = shell.save(screenCharsMax);
      return one ? [{ ...one, wasActive: shell.id === activeId }] : [];
    });
    this.#parts.keeper.keep(saved);
  };

  /** Hands a shell to another window of the same person: it leaves this page, its session goes on. Null: it was over. */
  readonly handOver = async (shell: Shell): Promise<HandedShell | null> => {
    shell.hold(windowLimits);
    await shell.whenHeld();
    const saved = shell.save(Number.POSITIVE_INFINITY);
    if (!saved?.live) return null;
    const keys = saved.kmsKey === null ? null : await this.#parts.keeper.keysOf(saved.sessionId);
    shell.leave();
    this.#remove(shell);
    return { saved, keys };
  };

  /** Takes a shell that another window handed over. Throws ZodError where it is none, or another person's. */
  readonly adopt = ({ saved, keys }: HandedShell): Shell => {
    const mine = savedShell.extend({ person: z.literal(this.#me()) }).parse(saved);
    const shell = this.#add(mine.request, mine);
    this.#set({ ...this.#state, activeId: shell.id, focusAsked: this.#asked() });
    void shell.goOn(mine, keys);
    return shell;
  };

  /** Brings a tab to the front, with the keyboard in its terminal or left where it is. */
  readonly activate = (id: string, focus: 'terminal' | 'stays'): void => {
    const focusAsked = focus === 'terminal' ? this.#asked() : this.#state.focusAsked;
    this.#set({ ...this.#state, activeId: id, focusAsked });
  };

  /** Takes the tab away and ends its session. Rejects with a Problem when AWS would not end it. */
  readonly close = async (shell: Shell): Promise<void> => {
    if (this.#remove(shell)) await shell.end();
  };

  /**
   * What became of the sign-in. Revoked: every connection is dropped. Expired: nothing happens, sockets need no
   * sign-in. Good again: shells that waited for it go on.
   */
  readonly signInIs = (condition: SignInCondition): void => {
    for (const shell of this.#state.shells) {
      if (condition === 'signed-out') shell.drop(revokedEnd);
      if (condition === 'good') shell.signInRenewed();
    }
  };

  /** A live shell is there at once; of one that left only its mark, this tab must first be the owner: tabs are copied. */
  async #bringBack(saved: SavedShell): Promise<void> {
    if (!saved.live && !(await this.#parts.keeper.claim(saved.sessionId))) {
      this.#parts.keeper.forget(saved.shellId, null);
      return;
    }
    const shell = this.#add(saved.request, saved);
    if (saved.wasActive || this.#state.activeId === null) this.#set({ ...this.#state, activeId: shell.id });
    if (saved.live) await shell.goOn(saved);
    else shell.lost();
  }

  #add(request: StartRequest, saved: SavedShell | null): Shell {
    const { nowMs, newId, keeper } = this.#parts;
    const parts = { port: this.#wayToWorker, api: this.#wayToBff, person: this.#me, keeper, nowMs, newId };
    const shell = new Shell(request, parts, saved);
    this.#watch(shell);
    this.#set({ ...this.#state, shells: [...this.#state.shells, shell] });
    return shell;
  }

  #remove(shell: Shell): boolean {
    const at = this.#state.shells.indexOf(shell);
    if (at < 0) return false;
    const shells = this.#state.shells.filter((one) => one !== shell);
    const next = shells[Math.min(at, shells.length - 1)]?.id ?? null;
    const activeId = this.#state.activeId === shell.id ? next : this.#state.activeId;
    this.#set({ ...this.#state, shells, activeId });
    return true;
  }

  #me = (): string => {
    if (this.#person === null) throw new Error('ShellStore.use must come before a shell is started.');
    return this.#person;
  };

  #wayToBff = (): SessionsApi => {
    if (!this.#api) throw new Error('ShellStore.use must come before a shell is started.');
    return this.#api;
  };

  #wayToWorker = (): WorkerPort => {
    if (this.#port) return this.#port;
    this.#port = this.#parts.makePort();
    this.#port.listen((message) => this.#heard(message));
    return this.#port;
  };

  #heard(message: FromWorker): void {
    if (message.say === 'tick') void this.#pulse();
    else if (message.say === 'failed') this.#workerFailed();
    else this.#state.shells.find(({ channel }) => channel === message.channel)?.heard(message);
  }

  /** A page in front asks by its own timer; that of a hidden page is clamped to a minute. */
  async #pulse(): Promise<void> {
    if (this.#pulsing || !this.#parts.isHidden()) return;
    this.#pulsing = true;
    await this.#wayToBff().pulse();
    this.#pulsing = false;
  }

  #asked = (): number => this.#state.focusAsked + 1;

  #workerFailed(): void {
    for (const shell of this.#state.shells) shell.drop(endOfChannel({ why: 'worker-failed', text: '' }));
    // The next shell, or a restart, gets a new one.
    this.#port = null;
  }

  /** Keeps the frame's list of live work in step with the shell, from its first to its last change. */
  #watch(shell: Shell): void {
    let unregister: (() => void) | null = null;
    const { id: nodeId, name } = shell.request.node;
    const work: LiveWork = {
      id: `sessions/${shell.id}`,
      kind: 'shell',
      label: name || nodeId,
      end: () => shell.end(),
      forget: () => shell.drop(signedOutEnd),
    };
    shell.subscribe(() => {
      const live = isLive(shell.getState());
      if (live && !unregister) unregister = this.#parts.register(work);
      if (live || !unregister) return;
      unregister();
      unregister = null;
    });
  }

  #set(state: ShellsState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
