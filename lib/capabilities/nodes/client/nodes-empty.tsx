'use client';
import { EmptyState } from '@/components/states/empty-state';
import { ProblemAlert } from '@/components/states/problem-alert';
import styles from './nodes.module.css';
import type { ScopeProgress } from './scope-listing';

/** Why there is no row: no scope chosen, nothing that may be read, or really no node. */
export function NodesEmpty({ scopes, onRetry }: { scopes: readonly ScopeProgress[]; onRetry: () => void }) {
  if (scopes.length === 0) {
    return (
      <EmptyState
        title="Choose where to look"
        text="Open the scope picker in the bar above and choose accounts and Regions, with a role for each."
      />
    );
  }
  const problems = scopes.flatMap(({ problem }) => problem ?? []);
  if (problems.length > 0) {
    return (
      <div className={styles.refusals}>
        {problems.map((problem) => (
          <ProblemAlert
            key={problem.facts.requestId ?? problem.message}
            problem={problem}
            onRetry={onRetry}
          />
        ))}
      </div>
    );
  }
  return (
    <EmptyState
      title="No nodes"
      text="A node appears here once its SSM Agent registers: an EC2 instance with an instance profile that may use Systems Manager, or any machine with a hybrid activation."
    />
  );
}
