import { diffComm, merge } from 'node-diff3';
import type { ParameterType } from './contract';
import { listMembers } from './model';

/** A line (or a StringList's member) of two values laid over each other. `part` is what changed within it. */
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

const partsOf = (value: string, type: ParameterType): string[] =>
  type === 'StringList' ? [...listMembers(value)] : value.split('\n');

/** What changed from one value to another: by line, for a StringList by member. */
export function diffValues(before: string, after: string, type: ParameterType): readonly DiffLine[] {
  const [old, fresh] = [partsOf(before, type), partsOf(after, type)];
  if (equalPairs(old, fresh) > equalPairsMax) return replaced(old, fresh);
  return diffComm(old, fresh).flatMap((block) =>
    block.common ? block.common.map((text) => line('same', text)) : replaced(block.buffer1, block.buffer2),
  );
}

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

/** Both changes in one value. `clean` is false where both changed the same place: the marks then need a person. */
export interface Merged {
  readonly value: string;
  readonly clean: boolean;
}

/** Three-way merge by line, for a StringList by member; conflicts are marked as git marks them. */
export function mergeValues(base: string, theirs: string, yours: string, type: ParameterType): Merged {
  const [o, a, b] = [partsOf(base, type), partsOf(yours, type), partsOf(theirs, type)];
  const tooLong = equalPairs(o, a) > equalPairsMax || equalPairs(o, b) > equalPairsMax;
  if (tooLong) return { value: yours, clean: false };
  const { conflict, result } = merge(a, o, b, { label: { a: 'yours', b: 'theirs' } });
  // Marks would become members of a list: yours is the better start there, theirs stands beside it.
  if (type === 'StringList') return { value: conflict ? yours : result.join(','), clean: !conflict };
  return { value: result.join('\n'), clean: !conflict };
}

/** Are there marks of a merge left? Saving them would put them into the value. */
export const hasMergeMarks = (value: string): boolean =>
  /^<{7} yours$/m.test(value) && /^>{7} theirs$/m.test(value);
