'use client';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useBff } from '@/lib/bff/client';
import type { NodeColumnValue, NodeRef } from '@/lib/contribution';
import { type Scope, scopeKey } from '@/lib/kernel/scope';
import { type PatchState, statesPerCallMax } from '../contract';
import { complianceOf, complianceStates, complianceWords } from '../model';
import type { PatchingRouter } from '../server/router';
import { nodeKey } from './patch-listing';

interface Batch {
  readonly scope: Scope;
  readonly nodeIds: string[];
}

/** Nodes parted into the calls that read their states. A batch's key stays as the list grows behind it. */
export function stateBatches(nodes: readonly Pick<NodeRef, 'scope' | 'id'>[]): readonly Batch[] {
  const open = new Map<string, Batch>();
  const batches: Batch[] = [];
  for (const { scope, id } of nodes) {
    const key = scopeKey(scope);
    const current = open.get(key);
    if (current && current.nodeIds.length < statesPerCallMax) current.nodeIds.push(id);
    else {
      const made = { scope, nodeIds: [id] };
      open.set(key, made);
      batches.push(made);
    }
  }
  return batches;
}

const noNodes: readonly NodeRef[] = [];

/** The Patch state column of node lists: fetches nothing until somebody shows it. */
export function usePatchValues(nodes: readonly NodeRef[], wanted: boolean) {
  const { patching } = useBff<{ patching: PatchingRouter }>();
  const batches = useMemo(() => stateBatches(wanted ? nodes : noNodes), [nodes, wanted]);
  const states = useQueries({
    queries: batches.map(({ scope, nodeIds }) =>
      patching.states.queryOptions({ scope, nodeIds }, { staleTime: 60_000 }),
    ),
    combine: (answers) => answers.map(({ data }) => data),
  });
  return useMemo(() => {
    const known = new Map<string, PatchState | null>();
    batches.forEach(({ scope, nodeIds }, index) => {
      const found = states[index];
      if (!found) return;
      for (const id of nodeIds) known.set(nodeKey(scope, id), null);
      for (const state of found) known.set(nodeKey(scope, state.nodeId), state);
    });
    return (node: NodeRef): NodeColumnValue | undefined =>
      columnValue(known.get(nodeKey(node.scope, node.id)));
  }, [batches, states]);
}

function columnValue(state: PatchState | null | undefined): NodeColumnValue | undefined {
  if (state === undefined) return undefined;
  const compliance = complianceOf(state);
  return { text: complianceWords[compliance], rank: complianceStates.indexOf(compliance) };
}
