'use client';
import { lazy, Suspense, useMemo, useState } from 'react';
import { type Grouping, groupings, groupingWords, groupsIn, type PatchRow } from '../../model';
import { type PatchFilter, severityBars } from '../patch-filter';
import { groupColour, stackedBy } from './chart-colours';
import styles from './patching.module.css';
import { SeverityTable } from './severity-table';

const SeverityBars = lazy(() => import('./severity-bars'));

interface SeverityCardProps {
  readonly rows: readonly PatchRow[];
  readonly onChoose: (filter: PatchFilter) => void;
}

/** Which severities are open, and where. As bars, or the same numbers as a table. */
export function SeverityCard({ rows, onChoose }: SeverityCardProps) {
  const [by, setBy] = useState<Grouping>('account');
  const [asTable, setAsTable] = useState(false);
  const bars = useMemo(() => severityBars(rows, by), [rows, by]);
  const groups = useMemo(() => groupsIn(rows, by), [rows, by]);
  const names = useMemo(
    () => new Map(groups.map((group) => [group, nameOf(rows, by, group)])),
    [rows, by, groups],
  );
  const shown = { bars, groups, by, onChoose, nameOf: (group: string) => names.get(group) ?? group };
  return (
    <section className={styles.card} aria-label="Nodes missing patches by severity">
      <div className={styles.cardHead}>
        <h2 className={styles.cardTitle}>Nodes missing patches by severity</h2>
        <div className={styles.cardTools}>
          <label>
            Stacked by{' '}
            <select
              className={styles.select}
              value={by}
              onChange={({ target }) => setBy(asGrouping(target.value))}
            >
              {groupings.map((each) => (
                <option key={each} value={each}>
                  {groupingWords[each]}
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            className={styles.linkButton}
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            Show as table
          </button>
        </div>
      </div>
      {asTable ? (
        <SeverityTable {...shown} />
      ) : (
        <>
          <div aria-hidden="true">
            <Suspense fallback={<div className={styles.chart} />}>
              <SeverityBars {...shown} />
            </Suspense>
          </div>
          <ul className={styles.cardTools} aria-label={`Colours by ${stackedBy(by)}`}>
            {groups.map((group, index) => (
              <li key={group}>
                <span className={styles.dot} style={{ background: groupColour(index) }} aria-hidden="true" />
                {names.get(group)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const asGrouping = (text: string): Grouping => groupings.find((each) => each === text) ?? 'account';

/** Accounts are known to people by name, everything else by itself. */
const nameOf = (rows: readonly PatchRow[], by: Grouping, group: string): string =>
  by === 'account' ? (rows.find(({ account }) => account === group)?.accountName ?? group) : group;
