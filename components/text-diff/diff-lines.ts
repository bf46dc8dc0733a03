import { diffComm } from 'node-diff3';

/** A part of two texts laid over each other: a line, or a list's member. `part` is what changed within it. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
  /** [from, to) in `text`; null where all of it is new or gone. */
  readonly part: readonly [number, number] | null;
}

/**
 * Pairs of equal lines past which the longest common sequence is not looked for: with 4,000 empty lines a side it
 * takes half a minute. Such values are shown as one block replaced by another.
 */
const equalPairsMax = 40_000;

/** What changed from one list of lines to another, both whole. */
export function diffLines(old: readonly string[], fresh: readonly string[]): readonly DiffLine[] {
  if (tooManyPairs(old, fresh)) return replaced(old, fresh);
  return diffComm([...old], [...fresh]).flatMap((block) =>
    block.common ? block.common.map((text) => line('same', text)) : replaced(block.buffer1, block.buffer2),
  );
}

/** Too long to look for what they have in common. */
export const tooManyPairs = (a: readonly string[], b: readonly string[]): boolean =>
  equalPairs(a, b) > equalPairsMax;

function equalPairs(a: readonly string[], b: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const text of a) counts.set(text, (counts.get(text) ?? 0) + 1);
  return b.reduce((sum, text) => sum + (counts.get(text) ?? 0), 0);
}

const line = (kind: DiffLine['kind'], text: string, part: DiffLine['part'] = null): DiffLine => ({
  kind,
  text,
  part,
});

/** One line for one line: the part within that differs is marked. Else: these went, those came. */
function replaced(old: readonly string[], fresh: readonly string[]): DiffLine[] {
  const within = (own: readonly string[], other: readonly string[], index: number) =>
    old.length === fresh.length ? changedPart(own[index] ?? '', other[index] ?? '') : null;
  return [
    ...old.map((text, index) => line('removed', text, within(old, fresh, index))),
    ...fresh.map((text, index) => line('added', text, within(fresh, old, index))),
  ];
}

/** Where `own` differs from `other`: between what they begin with and what they end on alike. */
function changedPart(own: string, other: string): readonly [number, number] | null {
  const short = Math.min(own.length, other.length);
  let start = 0;
  while (start < short && own[start] === other[start]) start += 1;
  let end = 0;
  while (end < short - start && own[own.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  return start + end === 0 ? null : [start, own.length - end];
}
