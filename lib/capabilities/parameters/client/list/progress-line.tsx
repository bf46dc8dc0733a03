'use client';
import { useState } from 'react';
import { ProblemAlert } from '@/components/states/problem-alert';
import { useSlowPlaces } from '@/lib/bff/client';
import { placeWords } from '@/lib/frame/scope-words';
import { useMe } from '@/lib/frame/signed-in';
import { scopeKey } from '@/lib/kernel/scope';
import styles from '../parameters.module.css';
import type { ScopeProgress } from '../scoped-listing';
import { isReading, progressWords } from './listing-words';

interface ProgressLineProps {
  readonly scopes: readonly ScopeProgress[];
  readonly onStop: () => void;
  readonly onResume: () => void;
}

/** How far the listing is, with Stop; what could not be read, one press away, while the rest is shown. */
export function ProgressLine({ scopes, onStop, onResume }: ProgressLineProps) {
  const me = useMe();
  const [opened, setOpened] = useState(false);
  const reading = isReading(scopes);
  const missing = scopes.filter(({ problem }) => problem);
  const halted = scopes.some(({ state }) => state === 'stopped' || state === 'failed');
  if (!reading && !halted) return null;
  return (
    <>
      <div className={styles.progress}>
        <span role="status">
          {reading ? 'Reading: ' : ''}
          {progressWords(scopes)}
          <SlowWords />
        </span>
        {missing.length > 0 && (
          <Press expanded={opened} onPress={() => setOpened(!opened)}>
            {opened ? 'Hide what is missing' : 'What is missing, and why'}
          </Press>
        )}
        {reading && <Press onPress={onStop}>Stop</Press>}
        {!reading && halted && <Press onPress={onResume}>Read the rest</Press>}
      </div>
      {opened &&
        missing.map(({ scope, problem }) => (
          <div key={scopeKey(scope)}>
            <strong>{placeWords(scope, me.scopes)}</strong>
            {problem && <ProblemAlert problem={problem} />}
          </div>
        ))}
    </>
  );
}

/** ux.md: AWS asks us to slow down; going on at n a second. */
function SlowWords() {
  const [slow] = useSlowPlaces();
  return slow ? <> · AWS asks to slow down: going on at {slow.perSecond} a second</> : null;
}

const Press = (props: { expanded?: boolean; onPress: () => void; children: string }) => (
  <button type="button" className={styles.link} aria-expanded={props.expanded} onClick={props.onPress}>
    {props.children}
  </button>
);
