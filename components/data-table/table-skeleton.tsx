import styles from './data-table.module.css';

/** Widths in pixels: uneven, as words are. */
const bones = [90, 150, 70, 110, 60, 130];

/** Rows to be, in the table's own shape and height, so that nothing jumps when the first ones come. */
export function TableSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
        <div key={key} className={styles.skeletonRow} aria-hidden="true">
          {bones.map((width) => (
            <span key={width} className={styles.bone} style={{ width }} />
          ))}
        </div>
      ))}
    </div>
  );
}
