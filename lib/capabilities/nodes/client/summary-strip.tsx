'use client';
import type { RowFilter } from '@/components/data-table/filter-rows';
import { hasToken, pressTile, type SummaryTile } from './fleet-summary';
import styles from './nodes.module.css';

/** Numbers over the list; each is a filter. */
export function SummaryStrip(props: {
  tiles: readonly SummaryTile[];
  filter: RowFilter;
  onFilter: (filter: RowFilter) => void;
}) {
  return (
    <fieldset className={styles.strip}>
      <legend className="qd-hidden">Summary</legend>
      {props.tiles.map((tile) => (
        <button
          key={tile.id}
          type="button"
          className={styles.tile}
          aria-pressed={tile.token !== null && hasToken(props.filter, tile.token)}
          title={tile.why}
          onClick={() => props.onFilter(pressTile(props.filter, tile))}
        >
          <span className={`${styles.count} ${tile.tone && tile.count ? styles[tile.tone] : ''}`}>
            {tile.count === null ? '–' : tile.count.toLocaleString('en')}
          </span>
          <span className={styles.tileLabel}>{tile.label}</span>
        </button>
      ))}
    </fieldset>
  );
}
