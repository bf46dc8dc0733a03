'use client';
import { useQuery } from '@tanstack/react-query';
import { RelativeTime } from '@/components/relative-time';
import { ProblemAlert } from '@/components/states/problem-alert';
import { problemOf, useBff } from '@/lib/bff/client';
import type { NodeRef } from '@/lib/contribution';
import type { PatchState } from '../contract';
import { complianceOf } from '../model';
import type { PatchingRouter } from '../server/router';
import styles from './node-patches.module.css';
import { ComplianceBadge } from './patch-columns';

const counts: readonly (readonly [string, (state: PatchState) => number])[] = [
  ['missing', (state) => state.missing],
  ['failed', (state) => state.failed],
  ['pending reboot', (state) => state.pendingReboot],
  ['rejected', (state) => state.rejected],
  ['installed', (state) => state.installed],
  ['installed, other', (state) => state.installedOther],
];

/** A node's last report in one line, with where it comes from and how old it is. */
export function NodePatchState({ node }: { node: NodeRef }) {
  const { patching } = useBff<{ patching: PatchingRouter }>();
  const { data, error, refetch } = useQuery(
    patching.states.queryOptions({ scope: node.scope, nodeIds: [node.id] }),
  );
  if (error) return <ProblemAlert problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (!data) return <div role="status">Reading the last report…</div>;
  const state = data[0] ?? null;
  return (
    <div>
      <dl className={styles.counts} aria-label="Last patch report">
        <ComplianceBadge state={complianceOf(state)} />
        {state &&
          counts.map(([words, of]) => (
            <div key={words}>
              <dt>{words}</dt>
              <dd>{of(state).toLocaleString('en')}</dd>
            </div>
          ))}
      </dl>
      {state && (
        <div className={styles.source}>
          {state.operation} against {state.baselineId}
          {state.operationEndedAt !== null && (
            <>
              , <RelativeTime atMs={state.operationEndedAt} />
            </>
          )}
          {state.patchGroup ? ` · patch group ${state.patchGroup}` : ' · in no patch group'}
        </div>
      )}
    </div>
  );
}
