import { expect, test } from 'vitest';
import { glContexts } from './gl-contexts';

test('fifty terminals that all want WebGL hold at most twelve contexts, and one given back is free again', () => {
  const terminals = Array.from({ length: 50 }, () => ({}));
  const holders = terminals.filter((each) => glContexts.take(each));
  expect(holders).toHaveLength(12);
  expect(holders.every((each) => glContexts.take(each))).toBe(true);
  glContexts.giveBack(holders[3] ?? {});
  expect(terminals.filter((each) => !holders.includes(each) && glContexts.take(each))).toHaveLength(1);
  expect(glContexts.wanted('dom')).toBe(false);
  expect(glContexts.wanted('webgl')).toBe(true);
});
