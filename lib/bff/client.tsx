'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, type TRPCClient } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import { bffLinks, type PagePerson } from './links';
import type { SlowPlace } from './pace-header';
import { problemOf } from './problem-of';
import { SlowPlaces } from './slow-places';

export { problemOf } from './problem-of';

/** The BFF as one room sees it: `useBff<{ nodes: NodesRouter }>().nodes.list.queryOptions(…)`. */
export type Bff<Rooms extends Record<string, AnyTRPCRouter>> = {
  readonly [Room in keyof Rooms]: TRPCOptionsProxy<Rooms[Room]>;
};

/** Plain calls past every cache, for answers that no cache may hold: `calls.sessions.start.mutate(…)`. */
export type BffCalls<Rooms extends Record<string, AnyTRPCRouter>> = {
  readonly [Room in keyof Rooms]: TRPCClient<Rooms[Room]>;
};

interface Connection {
  readonly bff: unknown;
  readonly calls: unknown;
  readonly person: PagePerson;
  readonly slow: SlowPlaces;
}
const BffContext = createContext<Connection | null>(null);

/** A refusal stays one; only what may pass by itself is tried again, twice. */
const passing = new Set(['unavailable', 'throttled', 'upstream']);
const mayRepeat = (failures: number, error: unknown): boolean =>
  failures < 2 && passing.has(problemOf(error).code);

const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: mayRepeat, staleTime: 15_000, refetchOnWindowFocus: false },
      // A mutation may have reached AWS: repeating it is the person's decision.
      mutations: { retry: false, networkMode: 'always' },
    },
  });

function connect(queryClient: QueryClient): Connection {
  const person: PagePerson = { sub: null };
  const slow = new SlowPlaces();
  const client = createTRPCClient<AnyTRPCRouter>({ links: bffLinks(person, slow) });
  return { bff: createTRPCOptionsProxy<AnyTRPCRouter>({ client, queryClient }), calls: client, person, slow };
}

/** Gives the pages under it the BFF and the cache of its answers. Mounted once, in the layout. */
export function BffProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [connection] = useState(() => connect(queryClient));
  return (
    <QueryClientProvider client={queryClient}>
      <BffContext value={connection}>{children}</BffContext>
    </QueryClientProvider>
  );
}

function useConnection(): Connection {
  const connection = useContext(BffContext);
  if (!connection) throw new Error('useBff needs a BffProvider above it.');
  return connection;
}

/** Query and mutation options of the rooms named in the type; paths and keys come from the routers. */
export function useBff<Rooms extends Record<string, AnyTRPCRouter>>(): Bff<Rooms>;
export function useBff(): unknown {
  return useConnection().bff;
}

/** The same connection without a cache. Failures reject with tRPC's error: see `problemOf`. */
export function useBffCalls<Rooms extends Record<string, AnyTRPCRouter>>(): BffCalls<Rooms>;
export function useBffCalls(): unknown {
  return useConnection().calls;
}

/**
 * Tells the connection whom this page shows. From then on calls under another person's cookie are refused
 * (`signed-out`) instead of acting as them.
 */
export function useBelongTo(): (sub: string) => void {
  const { person } = useConnection();
  return (sub) => {
    person.sub = sub;
  };
}

const none: readonly SlowPlace[] = [];

/** The places that AWS throttles just now, with the pace that calls go on at. Empty at full speed. */
export function useSlowPlaces(): readonly SlowPlace[] {
  const { slow } = useConnection();
  return useSyncExternalStore(slow.subscribe, slow.read, () => none);
}
