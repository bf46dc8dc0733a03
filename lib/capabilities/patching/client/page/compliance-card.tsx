'use client';
import { lazy, Suspense } from 'react';
import { complianceStates, complianceWords, type PatchRow } from '../../model';
import { countMatching, type PatchFilter } from '../patch-filter';
import { stateColours } from './chart-colours';
import styles from './patching.module.css';

const Donut = lazy(() => import('./donut'));

interface ComplianceCardProps {
  readonly rows: readonly PatchRow[];
  readonly isChosen: (filter: PatchFilter) => boolean;
  readonly onChoose: (filter: PatchFilter) => void;
}

/** The fleet in three states. The legend is the chart's data as buttons: the way in for keyboard and screen reader. */
export function ComplianceCard({ rows, isChosen, onChoose }: ComplianceCardProps) {
  const slices = complianceStates.map((compliance) => ({
    compliance,
    name: complianceWords[compliance],
    count: countMatching(rows, { compliance }),
    colour: stateColours[compliance],
  }));
  const choose = (index: number) => {
    const slice = slices[index];
    if (slice) onChoose({ compliance: slice.compliance });
  };
  return (
    <section className={styles.card} aria-label="Nodes by state">
      <h2 className={styles.cardTitle}>Nodes by state</h2>
      <div className={styles.donut}>
        <div aria-hidden="true">
          <Suspense fallback={<div className={styles.chart} />}>
            <Donut slices={slices} total={rows.length} onChoose={choose} />
          </Suspense>
        </div>
        <ul className={styles.legend}>
          {slices.map(({ compliance, name, count, colour }) => (
            <li key={compliance}>
              <button
                type="button"
                className={styles.legendRow}
                aria-pressed={isChosen({ compliance })}
                onClick={() => onChoose({ compliance })}
              >
                <span className={styles.dot} style={{ background: colour }} aria-hidden="true" />
                {name}
                <span className={styles.legendCount}>{count.toLocaleString('en')}</span>
                <span className={styles.muted}>{share(count, rows.length)}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

const share = (count: number, total: number): string =>
  `${total === 0 ? 0 : Math.round((100 * count) / total)}%`;
