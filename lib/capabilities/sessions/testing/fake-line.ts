import type { LiveWork } from '@/lib/frame/live-work';
import type { KeyStore } from '../client/key-store';
import type { SessionsApi } from '../client/sessions-api';
import { ShellKeeper } from '../client/shell-keeper';
import { ShellStore } from '../client/shell-store';
import type { FromWorker, SessionKeys, ToWorker } from '../client/worker-messages';
import type { StartedSession } from '../contract';

/** A page without a worker and a BFF: what the store says is kept, what they would answer is the test's to say. */
export function fakeLine(api: Partial<SessionsApi> = {}, tab = new FakeTab(), person = 'ada') {
  const said: ToWorker[] = [];
  const live = new Set<string>();
  let hear: (message: FromWorker) => void = () => undefined;
  let ids = 0;
  let ports = 0;
  const calls: string[] = [];
  const told = (call: string) => void calls.push(call);
  const page = { hidden: false };
  const store = new ShellStore({
    makePort: () => {
      ports += 1;
      return {
        post: (message) => void said.push(message),
        listen(heard) {
          hear = heard;
        },
      };
    },
    nowMs: () => 1_000,
    newId() {
      ids += 1;
      return `id-${ids}`;
    },
    isHidden: () => page.hidden,
    keeper: new ShellKeeper({
      storage: () => tab.storage,
      keys: tab.keys,
      locks: { take: async (sessionId) => (tab.lockedElsewhere.has(sessionId) ? null : () => undefined) },
    }),
    register: ({ id }: LiveWork) => {
      live.add(id);
      return () => live.delete(id);
    },
  });
  store.use(
    {
      start: async () => {
        told('start');
        return started;
      },
      resume: async () => {
        told('resume');
        return { ...ticket, token: 'second' };
      },
      terminate: async (_scope, sessionId) => told(`terminate ${sessionId}`),
      dataKey: async () => {
        told('dataKey');
        return { plaintext: Buffer.alloc(64, 7).toString('base64'), ciphertext: 'QUFB' };
      },
      howEnded: async () => ({ details: null, by: 'olu@example.com' }),
      pulse: async () => told('pulse'),
      ...api,
    },
    person,
  );
  return {
    store,
    tab,
    page,
    calls,
    live,
    hear: (message: FromWorker) => hear(message),
    portsMade: () => ports,
    /** What was said to the worker since the last time. */
    said: () => said.splice(0),
  };
}

/** A browser tab: what outlives its pages. */
export class FakeTab {
  readonly storage = new FakeStorage();
  readonly lockedElsewhere = new Set<string>();
  readonly keptKeys = new Map<string, SessionKeys>();
  readonly keys: KeyStore = {
    put: async (sessionId, _person, keys) => void this.keptKeys.set(sessionId, keys),
    get: async (sessionId) => this.keptKeys.get(sessionId) ?? null,
    remove: async (sessionId) => void this.keptKeys.delete(sessionId),
    sweep: async () => undefined,
  };
}

/** sessionStorage with a quota, in characters as browsers count it. */
export class FakeStorage implements Storage {
  quotaChars = 5_000_000;
  readonly #items = new Map<string, string>();

  get length(): number {
    return this.#items.size;
  }
  /** All that is kept, in one text. */
  get text(): string {
    return [...this.#items.values()].join('\n');
  }
  key = (at: number): string | null => [...this.#items.keys()][at] ?? null;
  getItem = (name: string): string | null => this.#items.get(name) ?? null;
  removeItem = (name: string): void => void this.#items.delete(name);
  clear = (): void => this.#items.clear();
  setItem = (name: string, value: string): void => {
    const others = [...this.#items].reduce((sum, [key, text]) => sum + (key === name ? 0 : text.length), 0);
    if (others + value.length > this.quotaChars) throw new DOMException('Full.', 'QuotaExceededError');
    this.#items.set(name, value);
  };
}

const ticket = { sessionId: 'ada-0123456789abcdef0', streamUrl: 'wss://stream.example', token: 'first' };
const started: StartedSession = {
  ...ticket,
  document: { name: 'D', logging: { is: 'not-logged' }, kmsKey: null, idleMinutes: null, maxMinutes: null },
};

export const request = {
  node: {
    scope: { account: '111122223333', region: 'eu-west-1', role: 'Operator' },
    id: 'i-0123456789abcdef0',
    name: 'web-3',
  },
};

/** Lets promises that are settled already have their say. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
