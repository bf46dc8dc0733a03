import { describe, expect, test } from 'vitest';
import { diffValues, hasMergeMarks, mergeValues } from './value-diff';

const rebuilt = (before: string, after: string, kind: 'removed' | 'added') =>
  diffValues(before, after, 'String')
    .filter((line) => line.kind !== kind)
    .map(({ text }) => text)
    .join('\n');

describe('a diff', () => {
  test.each([
    ['a\nb\nc', 'a\nx\nc\nd'],
    ['', 'one'],
    ['one', 'one'],
    ['a\n\nb', '\na\nb\n'],
  ])('of %j and %j holds both values whole', (before, after) => {
    expect(rebuilt(before, after, 'added')).toBe(before);
    expect(rebuilt(before, after, 'removed')).toBe(after);
  });
  test('marks what changed within a line', () => {
    expect(diffValues('host=db-1.internal', 'host=db-22.internal', 'String')).toEqual([
      { kind: 'removed', text: 'host=db-1.internal', part: [8, 9] },
      { kind: 'added', text: 'host=db-22.internal', part: [8, 10] },
    ]);
  });
  test('of a StringList is by member', () => {
    expect(diffValues('a,b,c', 'a,c', 'StringList').map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'same a',
      'removed b',
      'same c',
    ]);
  });
  test('of thousands of equal lines comes as one block, both values whole', () => {
    const [before, after] = ['\n'.repeat(4000), '\n'.repeat(3000)];
    expect(rebuilt(before, after, 'added')).toBe(before);
    expect(rebuilt(before, after, 'removed')).toBe(after);
  });
});

describe('a merge', () => {
  test('of changes to different lines takes both', () => {
    expect(mergeValues('a\nb\nc', 'a\nb\nC', 'A\nb\nc', 'String')).toEqual({ value: 'A\nb\nC', clean: true });
  });
  test('of changes to the same line marks both, and the marks are known again', () => {
    const { value, clean } = mergeValues('one', 'theirs', 'mine', 'String');
    expect(clean).toBe(false);
    expect(value).toContain('theirs');
    expect(value).toContain('mine');
    expect(hasMergeMarks(value)).toBe(true);
    expect(hasMergeMarks('<<<<<<< of a banner')).toBe(false);
  });
  test('of a StringList never makes marks into members', () => {
    expect(mergeValues('a,b', 'a,b,c', 'z,a,b', 'StringList')).toEqual({ value: 'z,a,b,c', clean: true });
    expect(mergeValues('a', 'b', 'c', 'StringList')).toEqual({ value: 'c', clean: false });
  });
});
