'use client';
import { ProblemAlert } from '@/components/states/problem-alert';
import { placeWords } from '@/lib/frame/scope-words';
import { useMe } from '@/lib/frame/signed-in';
import { scopeKey } from '@/lib/kernel/scope';
import type { PatchView } from '../use-patch-fleet';
import styles from './patching.module.css';

/** How much of the picture is there: numbers count only what was read, so the page says how much that is. */
export function ReadingLine({ view }: { view: PatchView }) {
  const { scopes: offered } = useMe();
  const { fleet, rows, reading } = view;
  const words = `Counted ${rows.length.toLocaleString('en')} of ${fleet.nodes.length.toLocaleString('en')} nodes read so far · ${fleet.scopesDone} of ${fleet.scopesTotal} scopes`;
  return (
    <>
      {reading && (
        <span role="status" className={styles.muted}>
          {words}
        </span>
      )}
      {fleet.problems.map(({ scope, problem }) => (
        <div key={`${scopeKey(scope)}|${problem.facts.action}`}>
          <strong>{placeWords(scope, offered)}</strong>
          <ProblemAlert problem={problem} onRetry={view.refresh} />
        </div>
      ))}
    </>
  );
}
