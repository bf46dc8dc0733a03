'use client';
import { type Grouping, severityWords } from '../../model';
import type { PatchFilter, SeverityBar } from '../patch-filter';
import { scaleOf } from './bar-scale';
import { groupColour } from './chart-colours';
import styles from './patching.module.css';

interface SeverityBarsProps {
  readonly bars: readonly SeverityBar[];
  readonly by: Grouping;
  readonly onChoose: (filter: PatchFilter) => void;
}

/** One bar a severity, parted by group: for eyes; the table says the same. */
export function SeverityBars({ bars, by, onChoose }: SeverityBarsProps) {
  const { top, lines } = scaleOf(bars.map(({ parts }) => parts.reduce((sum, { count }) => sum + count, 0)));
  const share = (count: number) => `${(100 * count) / top}%`;
  return (
    <div className={`${styles.chart} ${styles.bars}`}>
      <div className={styles.plot}>
        {lines.map((value) => (
          <div key={value} className={styles.gridLine} style={{ bottom: share(value) }}>
            <span className={styles.gridValue}>{value.toLocaleString('en')}</span>
          </div>
        ))}
        {bars.map(({ severity, parts }) => (
          <div key={severity} className={styles.barColumn}>
            {parts.map(({ group, count }, position) => (
              <button
                key={group}
                type="button"
                tabIndex={-1}
                className={styles.barPart}
                style={{ height: share(count), background: groupColour(position) }}
                onClick={() => onChoose({ severity, group: { by, is: group } })}
              />
            ))}
          </div>
        ))}
      </div>
      <div className={styles.barNames}>
        {bars.map(({ severity }) => (
          <span key={severity}>{severityWords[severity]}</span>
        ))}
      </div>
    </div>
  );
}
