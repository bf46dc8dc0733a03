'use client';
import { type Grouping, groupingWords, severityWords } from '../../model';
import type { PatchFilter, SeverityBar } from '../patch-filter';
import styles from './patching.module.css';

interface SeverityTableProps {
  readonly bars: readonly SeverityBar[];
  readonly groups: readonly string[];
  readonly by: Grouping;
  readonly nameOf: (group: string) => string;
  readonly onChoose: (filter: PatchFilter) => void;
}

/** The bars' numbers, each a button that filters the nodes under it. */
export function SeverityTable({ bars, groups, by, nameOf, onChoose }: SeverityTableProps) {
  return (
    <section className={styles.scroll} aria-label={`Severities by ${groupingWords[by]}`}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Severity</th>
            {groups.map((group) => (
              <th key={group} scope="col">
                {nameOf(group)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ severity, parts }) => (
            <tr key={severity}>
              <th scope="row">{severityWords[severity]}</th>
              {parts.map(({ group, count }) => (
                <td key={group}>
                  <button
                    type="button"
                    className={styles.linkButton}
                    aria-label={`${count} nodes: ${severityWords[severity]}, ${nameOf(group)}`}
                    onClick={() => onChoose({ severity, group: { by, is: group } })}
                  >
                    {count.toLocaleString('en')}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
