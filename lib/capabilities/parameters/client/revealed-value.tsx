'use client';
import { CopyButton } from '@/components/copy-button';
import { useRowTabIndex } from '@/components/data-table/row-focus';
import type { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import styles from './parameters.module.css';
import { useReveal } from './use-reveal';

const audited =
  'AWS records the reading in CloudTrail under your name. The value hides again after a minute and when you leave.';

interface RevealedValueProps {
  readonly scope: Scope;
  readonly name: string;
  /** Another than the newest. */
  readonly version?: number;
  /** Completes "Reveal value of …" where several stand on one page. */
  readonly of?: string;
  readonly onRefused: (problem: Problem | null) => void;
}

/** A SecureString in a line: dots, and a button that asks for it. */
export function RevealedValue({ scope, name, version, of, onRefused }: RevealedValueProps) {
  const { now, reveal, hide } = useReveal(scope, name, version);
  const tabIndex = useRowTabIndex();
  const suffix = of ? ` of ${of}` : '';
  const press = async () => {
    onRefused(null);
    const answer = await reveal();
    if (answer.state === 'refused') onRefused(answer.problem);
  };
  if (now.state === 'shown')
    return (
      <span className={styles.secret}>
        <code className={styles.code} title={now.value}>
          {now.value}
        </code>
        <CopyButton text={now.value} label={`Copy value${suffix}`} />
        <SmallButton label={`Hide value${suffix}`} tabIndex={tabIndex} onPress={hide}>
          Hide
        </SmallButton>
      </span>
    );
  return (
    <span className={styles.secret}>
      <span className={styles.dots}>••••••</span>
      <SmallButton
        label={`Reveal value${suffix}`}
        title={audited}
        tabIndex={tabIndex}
        busy={now.state === 'asking'}
        onPress={() => void press()}
      >
        Reveal
      </SmallButton>
    </span>
  );
}

interface SmallButtonProps {
  readonly label: string;
  readonly title?: string;
  readonly tabIndex: 0 | -1;
  readonly busy?: boolean;
  readonly onPress: () => void;
  readonly children: string;
}

const SmallButton = ({ label, title, tabIndex, busy, onPress, children }: SmallButtonProps) => (
  <button
    type="button"
    className={styles.small}
    aria-label={label}
    aria-busy={busy}
    title={title}
    tabIndex={tabIndex}
    onClick={(event) => {
      event.stopPropagation();
      if (!busy) onPress();
    }}
  >
    {children}
  </button>
);
