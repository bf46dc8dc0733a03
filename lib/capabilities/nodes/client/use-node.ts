'use client';
import { useQuery } from '@tanstack/react-query';
import { problemOf, useBff } from '@/lib/bff/client';
import type { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import type { ListSource } from '../contract';
import type { NodesRouter } from '../server/router';
import { type FleetNode, fleetNode } from './fleet-node';

export interface NodeRead {
  readonly node: FleetNode | null;
  readonly source: ListSource | null;
  /** When the facts were read, epoch ms. */
  readonly readAt: number;
  readonly problem: Problem | null;
  readonly tagsProblem: Problem | null;
  readonly retry: () => void;
}

/** One node, fresh from AWS, with its tags. Shown as soon as its facts are there; tags follow. */
export function useNode(scope: Scope, id: string): NodeRead {
  const bff = useBff<{ nodes: NodesRouter }>();
  const facts = useQuery(bff.nodes.get.queryOptions({ scope, id }));
  const tags = useQuery(bff.nodes.tags.queryOptions({ scope, id }));
  return {
    node: facts.data ? fleetNode(scope, facts.data.node, tags.data?.tags ?? null) : null,
    source: facts.data?.source ?? null,
    readAt: facts.dataUpdatedAt,
    problem: facts.error ? problemOf(facts.error) : null,
    tagsProblem: tags.error ? problemOf(tags.error) : null,
    retry: () => {
      void facts.refetch();
      void tags.refetch();
    },
  };
}
