import type { LiveWork } from '@/lib/frame/live-work';
import type { SessionsApi } from '../client/sessions-api';
import { ShellStore } from '../client/shell-store';
import type { FromWorker, ToWorker } from '../client/worker-messages';
import type { StartedSession } from '../contract';

/** A page without a worker and a BFF: what the store says is kept, what they would answer is the test's to say. */
export function fakeLine(api: Partial<SessionsApi> = {}) {
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
    register: ({ id }: LiveWork) => {
      live.add(id);
      return () => live.delete(id);
    },
  });
  store.use({
    start: async () => {
      told('start');
      return started;
    },
    resume: async () => {
      told('resume');
      return { ...ticket, token: 'second' };
    },
    terminate: async (_scope, sessionId) => told(`terminate ${sessionId}`),
    pulse: async () => told('pulse'),
    ...api,
  });
  return {
    store,
    page,
    calls,
    live,
    hear: (message: FromWorker) => hear(message),
    portsMade: () => ports,
    /** What was said to the worker since the last time. */
    said: () => said.splice(0),
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
