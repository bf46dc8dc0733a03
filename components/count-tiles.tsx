import styles from './count-tiles.module.css';

export interface CountTile {
  readonly id: string;
  readonly label: string;
  /** null while it is not known: nothing is counted that was not read. */
  readonly count: number | null;
  /** Whether the list under it is filtered by exactly this. */
  readonly pressed: boolean;
  readonly tone?: 'green' | 'red' | 'amber';
  /** On hover: why the number is missing. */
  readonly why?: string;
}

/** Numbers over a list; each is a filter on it. */
export function CountTiles<Tile extends CountTile>(props: {
  tiles: readonly Tile[];
  onPress: (tile: Tile) => void;
}) {
  return (
    <fieldset className={styles.tiles}>
      <legend className="qd-hidden">Summary</legend>
      {props.tiles.map((tile) => (
        <button
          key={tile.id}
          type="button"
          className={styles.tile}
          aria-pressed={tile.pressed}
          title={tile.why}
          onClick={() => props.onPress(tile)}
        >
          <span className={`${styles.count} ${tile.tone && tile.count ? styles[tile.tone] : ''}`}>
            {tile.count === null ? '–' : tile.count.toLocaleString('en')}
          </span>
          <span className={styles.label}>{tile.label}</span>
        </button>
      ))}
    </fieldset>
  );
}
