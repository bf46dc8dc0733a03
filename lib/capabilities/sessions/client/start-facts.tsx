'use client';
import { useMe } from '@/lib/frame/signed-in';
import type { Scope } from '@/lib/kernel/scope';
import type { DocumentFacts } from '../contract';
import { loggingWords } from '../model';
import styles from './start-nodes.module.css';

/** What the chosen document means for what will be typed: logged where, encrypted how, ended when. */
export function StartFacts({ facts, scope }: { facts: DocumentFacts | null; scope: Scope }) {
  const { consoleSettings } = useMe();
  if (!facts) return null;
  const { logging, kmsKey, idleMinutes, maxMinutes } = facts;
  const mustBeLogged = consoleSettings.refuseUnloggedSessionsIn.includes(scope.account);
  const refused = mustBeLogged && logging.is !== 'logged';
  return (
    <p className={styles.facts} role="status">
      <span className={logging.is === 'logged' ? undefined : styles.warn}>
        {logging.is === 'unknown' ? `Logging: ${logging.why}` : loggingWords(logging)}
        {refused && '. This account takes logged sessions only, so it will be refused.'}
      </span>
      {kmsKey !== null && <span>Encrypted with KMS key {kmsKey}</span>}
      {idleMinutes !== null && <span>Ends after {idleMinutes} idle minutes</span>}
      {maxMinutes !== null && <span>Ends after {maxMinutes} minutes in any case</span>}
    </p>
  );
}
