/** About this many lines are read at a glance. */
const linesWanted = 4;

/** A scale of whole numbers from 0 over all values: its end, and where lines stand, steps of 1, 2 or 5 times a power of ten. */
export function scaleOf(values: readonly number[]): {
  readonly top: number;
  readonly lines: readonly number[];
} {
  const highest = Math.max(1, ...values);
  const power = 10 ** Math.floor(Math.log10(highest / linesWanted));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((each) => highest / each <= linesWanted) ?? 1,
  );
  const count = Math.ceil(highest / step);
  return { top: count * step, lines: Array.from({ length: count + 1 }, (_, index) => index * step) };
}
