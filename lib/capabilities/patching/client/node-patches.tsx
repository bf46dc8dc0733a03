'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { CopyAsCli } from '@/components/copy-as-cli';
import { DataTable } from '@/components/data-table/data-table';
import { nothingSelected } from '@/components/data-table/selection';
import { plainTable } from '@/components/data-table/table-state';
import { EmptyState } from '@/components/states/empty-state';
import { ProblemAlert } from '@/components/states/problem-alert';
import { problemOf, useBff } from '@/lib/bff/client';
import type { NodeRef } from '@/lib/contribution';
import { patchesCli } from '../cli';
import type { Patch } from '../contract';
import type { PatchingRouter } from '../server/router';
import { nodePatchColumns, nodePatchProperties } from './node-patch-columns';
import { worstFirst } from './node-patch-order';
import { NodePatchState } from './node-patch-state';
import styles from './node-patches.module.css';

const patchKey = ({ kbId, title, state }: Patch): string => `${kbId}|${title}|${state}`;

/** A node's tab: its last report in numbers, and every patch behind them. */
export default function NodePatches({ node }: { node: NodeRef }) {
  const { patches, loading, problem, retry } = usePatches(node);
  const [table, setTable] = useState(plainTable);
  const [selection, select] = useState(nothingSelected);
  const rows = useMemo(() => worstFirst(patches), [patches]);
  if (problem) return <ProblemAlert problem={problem} onRetry={retry} />;
  return (
    <div className={styles.tab}>
      <NodePatchState node={node} />
      <div className={styles.list}>
        <DataTable
          label="Patches"
          rows={rows}
          rowId={patchKey}
          rowName={({ title }) => title}
          columns={nodePatchColumns}
          properties={nodePatchProperties}
          state={table}
          onState={setTable}
          selection={selection}
          onSelect={select}
          loading={loading}
          fileName={`patches-${node.id}`}
          tools={<CopyAsCli command={() => patchesCli(node.scope, node.id)} />}
          empty={
            <EmptyState
              title="No patches reported"
              text="Patch Manager has no report of this node. Run AWS-RunPatchBaseline with the operation Scan to get one."
            />
          }
        />
      </div>
    </div>
  );
}

/** All pages of one node's patches, asked for one after the other. */
function usePatches(node: NodeRef) {
  const { patching } = useBff<{ patching: PatchingRouter }>();
  const query = useInfiniteQuery(
    patching.patches.infiniteQueryOptions(
      { scope: node.scope, nodeId: node.id },
      { initialCursor: null, getNextPageParam: ({ next }) => next },
    ),
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const patches = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  return {
    patches,
    loading: query.isPending,
    problem: query.error ? problemOf(query.error) : null,
    retry: () => void query.refetch(),
  };
}
