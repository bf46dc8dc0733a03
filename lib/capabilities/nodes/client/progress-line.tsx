'use client';
import { useState } from 'react';
import { useNow } from '@/components/now';
import { ProblemAlert } from '@/components/states/problem-alert';
import { useSlowPlaces } from '@/lib/bff/client';
import { placeWords } from '@/lib/frame/scope-words';
import { useMe } from '@/lib/frame/signed-in';
import { scopeKey } from '@/lib/kernel/scope';
import { lastCount } from './last-counts';
import { elapsedMs, isReading, progressWords } from './listing-words';
import styles from './nodes.module.css';
import type { ScopeProgress } from './scope-listing';

interface ProgressLineProps {
  readonly scopes: readonly ScopeProgress[];
  readonly onStop: () => void;
  readonly onResume: () => void;
}

/** How far the listing is, with Stop; what could not be read, one press away, while the rest is shown. */
export function ProgressLine({ scopes, onStop, onResume }: ProgressLineProps) {
  const [opened, setOpened] = useState(false);
  const reading = isReading(scopes);
  const problems = scopes.filter(({ problem, tagsProblem }) => problem ?? tagsProblem);
  const halted = scopes.some(({ state }) => state === 'stopped' || state === 'failed');
  if (!reading && problems.length === 0 && !halted) return null;
  return (
    <>
      <div className={styles.progress}>
        <Progress scopes={scopes} reading={reading} />
        {problems.length > 0 && (
          <button
            type="button"
            className={styles.linkButton}
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            {opened ? 'Hide what is missing' : 'What is missing, and why'}
          </button>
        )}
        {reading && (
          <button type="button" className={styles.linkButton} onClick={onStop}>
            Stop
          </button>
        )}
        {!reading && halted && (
          <button type="button" className={styles.linkButton} onClick={onResume}>
            Read the rest
          </button>
        )}
      </div>
      {opened && problems.map((scope) => <Missing key={scopeKey(scope.scope)} progress={scope} />)}
    </>
  );
}

function Progress({ scopes, reading }: { scopes: readonly ScopeProgress[]; reading: boolean }) {
  const read = scopes.reduce((sum, scope) => sum + scope.read, 0);
  const about = lastCount(scopes.map(({ scope }) => scope));
  const part = about !== null && about > 0 ? Math.min(100, (100 * read) / about) : null;
  return (
    <>
      {reading && part !== null && (
        <span className={styles.bar} aria-hidden="true">
          <span className={styles.fill} style={{ display: 'block', width: `${part}%` }} />
        </span>
      )}
      <span role="status">
        {progressWords(scopes, read, about)}
        {tagsRefused(scopes) && ' · some tags could not be read'}
        <Elapsed scopes={scopes} />
        <SlowedDown />
      </span>
    </>
  );
}

/** Shorter readings need no clock. */
const elapsedShownFromMs = 10_000;

function Elapsed({ scopes }: { scopes: readonly ScopeProgress[] }) {
  const elapsed = elapsedMs(scopes, useNow());
  return elapsed < elapsedShownFromMs ? null : ` · for ${Math.round(elapsed / 1_000).toLocaleString('en')} s`;
}

/** AWS throttles: where, and how fast the console goes on. */
function SlowedDown() {
  const me = useMe();
  return useSlowPlaces().map((place) => (
    <span key={`${place.account}${place.region}`}>
      {` · AWS asks to slow down in ${placeWords(place, me.scopes)}: going on at ${place.perSecond} a second`}
    </span>
  ));
}

const tagsRefused = (scopes: readonly ScopeProgress[]): boolean =>
  scopes.some(({ tagsProblem }) => tagsProblem !== null);

function Missing({ progress }: { progress: ScopeProgress }) {
  const me = useMe();
  return (
    <div>
      <strong>{placeWords(progress.scope, me.scopes)}</strong>
      {progress.problem && <ProblemAlert problem={progress.problem} />}
      {progress.tagsProblem && <ProblemAlert problem={progress.tagsProblem} />}
    </div>
  );
}
