'use client';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import type { Problem } from '@/lib/kernel/problem';
import { CopyButton } from '../copy-button';
import { problemFacts, problemWords } from './problem-words';
import styles from './states.module.css';

/**
 * A refusal, a throttle, a failure: what happened, what to do, every fact a person may have to pass on, and for a
 * refusal the policy statement to ask for. `onRetry` where trying again can help.
 */
export function ProblemAlert({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { title, tone } = problemWords(problem.code);
  const { message, nextStep, policy } = problem.facts;
  return (
    <Alert
      type={tone}
      header={title}
      action={onRetry && problem.code !== 'forbidden' ? <Button onClick={onRetry}>Retry</Button> : undefined}
    >
      <div>
        {message} {nextStep}
      </div>
      <ProblemFactList problem={problem} />
      {policy !== undefined && <PolicyToAskFor policy={policy} />}
    </Alert>
  );
}

function ProblemFactList({ problem }: { problem: Problem }) {
  const facts = problemFacts(problem);
  if (facts.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The statement to send to an administrator, with its copy button. */
export function PolicyToAskFor({ policy }: { policy: string }) {
  return (
    <div className={styles.policy}>
      To be allowed, ask your administrator for this policy statement{' '}
      <CopyButton text={policy} label="Copy policy statement" />
      <pre className={styles.code}>{policy}</pre>
    </div>
  );
}
