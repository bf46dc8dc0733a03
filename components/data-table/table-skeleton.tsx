import styles from './data-table.module.css';

/** Their widths are in the style sheet: this is also drawn by the server, where style attributes are refused. */
const bones = ['name', 'id', 'state', 'platform', 'version', 'place'];

/** Rows to be, in the table's own shape and height, so that nothing jumps when the first ones come. */
export function TableSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
        <div key={key} className={styles.skeletonRow} aria-hidden="true">
          {bones.map((bone) => (
            <span key={bone} className={styles.bone} />
          ))}
        </div>
      ))}
    </div>
  );
}
