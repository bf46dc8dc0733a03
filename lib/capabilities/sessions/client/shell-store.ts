import type { LiveWork } from '@/lib/frame/live-work';
import type { SignInCondition } from '@/lib/frame/sign-in-state';
import type { SessionsApi } from './sessions-api';
import { Shell } from './shell';
import { isLive, type StartRequest } from './shell-state';
import { endOfChannel, revokedEnd } from './shell-words';
import type { FromWorker, WorkerPort } from './worker-messages';

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

  constructor(parts: ShellStoreParts) {
    this.#parts = parts;
  }

  readonly getState = (): ShellsState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly use = (api: SessionsApi): void => {
    this.#api = api;
  };

  /** Opens a tab and starts its session. Called in the person's click, never in an effect. */
  readonly start = (request: StartRequest): Shell => {
    const { nowMs, newId } = this.#parts;
    const shell = new Shell(request, { port: this.#wayToWorker, api: this.#wayToBff, nowMs, newId });
    this.#watch(shell);
    this.#set({ shells: [...this.#state.shells, shell], activeId: shell.id, focusAsked: this.#asked() });
    void shell.start();
    return shell;
  };

  /** Brings a tab to the front, with the keyboard in its terminal or left where it is. */
  readonly activate = (id: string, focus: 'terminal' | 'stays'): void => {
    const focusAsked = focus === 'terminal' ? this.#asked() : this.#state.focusAsked;
    this.#set({ ...this.#state, activeId: id, focusAsked });
  };

  /** Takes the tab away and ends its session. Rejects with a Problem when AWS would not end it. */
  readonly close = async (shell: Shell): Promise<void> => {
    const at = this.#state.shells.indexOf(shell);
    if (at < 0) return;
    const shells = this.#state.shells.filter((one) => one !== shell);
    const next = shells[Math.min(at, shells.length - 1)]?.id ?? null;
    const activeId = this.#state.activeId === shell.id ? next : this.#state.activeId;
    this.#set({ ...this.#state, shells, activeId });
    await shell.end();
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
