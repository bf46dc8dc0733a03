'use client';
import { complianceStates, complianceWords, needs, needWords, type PatchRow } from '../../model';
import { countMatching, type PatchFilter } from '../patch-filter';
import styles from './patching.module.css';

interface TilesProps {
  readonly rows: readonly PatchRow[];
  readonly isChosen: (filter: PatchFilter) => boolean;
  readonly onChoose: (filter: PatchFilter) => void;
}

const tiles: readonly { readonly words: string; readonly filter: PatchFilter }[] = [
  ...complianceStates.map((compliance) => ({ words: complianceWords[compliance], filter: { compliance } })),
  ...needs.map((need) => ({ words: needWords[need], filter: { need } })),
];

/** The numbers that answer "are we safe?"; each is a filter on the table under it. */
export function Tiles({ rows, isChosen, onChoose }: TilesProps) {
  return (
    <fieldset className={styles.tiles}>
      <legend className="qd-hidden">Summary</legend>
      {tiles.map(({ words, filter }) => (
        <button
          key={words}
          type="button"
          className={styles.tile}
          aria-pressed={isChosen(filter)}
          onClick={() => onChoose(filter)}
        >
          <span className={styles.count}>{countMatching(rows, filter).toLocaleString('en')}</span>
          <span className={styles.muted}>{words}</span>
        </button>
      ))}
    </fieldset>
  );
}
