'use client';
import Button from '@cloudscape-design/components/button';
import { EmptyState } from '@/components/states/empty-state';
import { ProblemAlert } from '@/components/states/problem-alert';
import styles from '../parameters.module.css';
import type { ScopeProgress } from '../scoped-listing';

interface ParametersEmptyProps {
  readonly scopes: readonly ScopeProgress[];
  readonly path: string;
  readonly onCreate: () => void;
  readonly onOpen: (path: string) => void;
}

/** Why there is no row: nothing was chosen, nothing may be read, nothing is in this folder, nothing is there. */
export function ParametersEmpty({ scopes, path, onCreate, onOpen }: ParametersEmptyProps) {
  const problem = scopes.find((scope) => scope.problem)?.problem;
  if (scopes.length === 0)
    return (
      <EmptyState
        title="No scope chosen"
        text="Choose accounts and Regions in the bar at the top: their parameters are listed here."
      />
    );
  if (problem && scopes.every((scope) => scope.problem))
    return (
      <div className={styles.told}>
        <ProblemAlert problem={problem} />
      </div>
    );
  if (path !== '/')
    return (
      <EmptyState
        title={`Nothing in ${path}`}
        text="A folder is there as long as a parameter's name begins with it."
        action={<Button onClick={() => onOpen('/')}>Show all parameters</Button>}
      />
    );
  return (
    <EmptyState
      title="No parameters"
      text="Parameter Store keeps settings and secrets under a path, with a version for every change."
      action={<Button onClick={onCreate}>Create parameter</Button>}
    />
  );
}
