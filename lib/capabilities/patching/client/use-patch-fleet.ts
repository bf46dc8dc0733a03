'use client';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { type Bff, problemOf, useBff } from '@/lib/bff/client';
import { accountName } from '@/lib/frame/scope-words';
import { useMe, useScopes } from '@/lib/frame/signed-in';
import { type PatchRow, patchRows } from '../model';
import type { PatchingRouter } from '../server/router';
import { nodeKey, type PatchFleet, PatchListing, type PatchReader } from './patch-listing';

/** The reading is kept by the page, not by the query cache: twice 10,000 nodes would be kept for nothing. */
const notCached = { gcTime: 0, staleTime: 0 };

function bffReader(client: QueryClient, { patching }: Bff<{ patching: PatchingRouter }>): PatchReader {
  const asProblem = (error: unknown): never => {
    throw problemOf(error);
  };
  return {
    fleet: (scope, next) =>
      client.fetchQuery(patching.fleet.queryOptions({ scope, cursor: next }, notCached)).catch(asProblem),
    states: (scope, nodeIds) =>
      client
        .fetchQuery(patching.states.queryOptions({ scope, nodeIds: [...nodeIds] }, notCached))
        .catch(asProblem),
    severities: (scope, next) =>
      client
        .fetchQuery(patching.severities.queryOptions({ scope, cursor: next }, notCached))
        .catch(asProblem),
  };
}

export interface PatchView {
  readonly fleet: PatchFleet;
  /** Nodes whose patch state is known by now. */
  readonly rows: readonly PatchRow[];
  readonly reading: boolean;
  readonly refresh: () => void;
}

/** Patch compliance of the chosen scopes, being read while this is mounted. */
export function usePatchFleet(): PatchView {
  const client = useQueryClient();
  const bff = useBff<{ patching: PatchingRouter }>();
  const [listing] = useState(() => new PatchListing(bffReader(client, bff)));
  const scopes = useScopes();
  useEffect(() => listing.show(scopes), [listing, scopes]);
  const fleet = useSyncExternalStore(listing.subscribe, listing.get, listing.get);
  const rows = useRows(fleet);
  const reading = fleet.scopesDone < fleet.scopesTotal;
  return { fleet, rows, reading, refresh: listing.refresh };
}

function useRows({ nodes, states, severities }: PatchFleet): readonly PatchRow[] {
  const { scopes: offered } = useMe();
  return useMemo(
    () =>
      patchRows(
        nodes.map(({ scope, ...node }) => ({
          ...node,
          ...scope,
          accountName: accountName(scope.account, offered),
        })),
        (node) => states.get(nodeKey(node, node.id)),
        (node) => severities.get(nodeKey(node, node.id)),
      ),
    [nodes, states, severities, offered],
  );
}
