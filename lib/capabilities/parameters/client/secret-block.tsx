'use client';
import Button from '@cloudscape-design/components/button';
import { CopyButton } from '@/components/copy-button';
import { ProblemAlert } from '@/components/states/problem-alert';
import type { Scope } from '@/lib/kernel/scope';
import styles from './detail.module.css';
import { useReveal } from './use-reveal';

interface SecretBlockProps {
  readonly scope: Scope;
  readonly name: string;
  readonly version?: number;
  /** Offered while the value is shown: "Use as new value". */
  readonly onUse?: (value: string) => void;
}

/** A SecureString's value on a page of its own: masked until it is asked for, gone after a minute. */
export function SecretBlock({ scope, name, version, onUse }: SecretBlockProps) {
  const { now, reveal, hide } = useReveal(scope, name, version);
  if (now.state === 'shown')
    return (
      <>
        <pre className={styles.value}>{now.value}</pre>
        <div className={styles.row}>
          <Button onClick={hide}>Hide value</Button>
          {onUse && <Button onClick={() => onUse(now.value)}>Use as new value</Button>}
          <CopyButton text={now.value} label="Copy value" />
          <span className={styles.note}>Hides after a minute and when you leave the page.</span>
        </div>
      </>
    );
  return (
    <>
      <div className={styles.row}>
        <span className={styles.masked}>••••••</span>
        <Button loading={now.state === 'asking'} onClick={() => void reveal()}>
          Reveal value
        </Button>
        <span className={styles.note}>AWS records it in CloudTrail under your name.</span>
      </div>
      {now.state === 'refused' && <ProblemAlert problem={now.problem} />}
    </>
  );
}
