'use client';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { type Bff, problemOf, useBff } from '@/lib/bff/client';
import { useScopes } from '@/lib/frame/signed-in';
import { useSignInCondition } from '@/lib/frame/use-pulse';
import type { NodesRouter } from '../server/router';
import { type Fleet, FleetListing } from './fleet-listing';
import { rememberCount } from './last-counts';
import type { FleetReader } from './scope-listing';

/** One listing per query client, that is per page: list, palette and node pages share what was read. */
const listings = new WeakMap<QueryClient, FleetListing>();

export function useFleetListing(): FleetListing {
  const client = useQueryClient();
  const bff = useBff<{ nodes: NodesRouter }>();
  const known = listings.get(client);
  if (known) return known;
  const made = new FleetListing({
    reader: bffReader(client, bff),
    now: Date.now,
    later: (call, ms) => setTimeout(call, ms),
    counted: rememberCount,
  });
  listings.set(client, made);
  return made;
}

/** Pages live in the listing, not in the query cache: twice 10,000 nodes would be kept for nothing. */
const notCached = { gcTime: 0, staleTime: 0 };

function bffReader(client: QueryClient, bff: Bff<{ nodes: NodesRouter }>): FleetReader {
  const asProblem = (error: unknown): never => {
    throw problemOf(error);
  };
  return {
    nodes: (scope, cursor) =>
      client.fetchQuery(bff.nodes.list.queryOptions({ scope, cursor }, notCached)).catch(asProblem),
    tags: (scope, source, cursor) =>
      client
        .fetchQuery(bff.nodes.listTags.queryOptions({ scope, source, cursor }, notCached))
        .catch(asProblem),
  };
}

/** The fleet of the person's chosen scopes, being read while this is mounted. */
export function useFleet(): Fleet {
  const listing = useFleetListing();
  const scopes = useScopes();
  const condition = useSignInCondition();
  useEffect(() => listing.show(scopes), [listing, scopes]);
  // Signed in again: what an expired sign-in cut off goes on.
  useEffect(() => {
    if (condition === 'good') listing.resumeExpired();
  }, [listing, condition]);
  return useLoadedFleet();
}

/** What is loaded already, without asking for anything. */
export function useLoadedFleet(): Fleet {
  const listing = useFleetListing();
  return useSyncExternalStore(listing.subscribe, listing.get, listing.get);
}
