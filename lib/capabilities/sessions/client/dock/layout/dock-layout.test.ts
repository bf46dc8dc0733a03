import { expect, test } from 'vitest';
import {
  type DockLayout,
  follow,
  gather,
  moveTab,
  placeBeside,
  renameTab,
  shownTabs,
  tabOf,
  together,
  toOwnTab,
} from './dock-layout';
import { layOut, onePane, paneIds } from './pane-tree';

let made = 0;
const newTabId = () => `tab-${++made}`;
const start = (...ids: string[]): DockLayout => follow([], [], ids, newTabId);
const panes = (layout: DockLayout) => layout.map((tab) => paneIds(tab.panes));

test('each new shell gets a tab, and one that ended leaves without moving the others', () => {
  const two = start('a', 'b');
  expect(panes(two)).toEqual([['a'], ['b']]);
  expect(panes(follow(two, ['a'], ['b', 'c'], newTabId))).toEqual([['b'], ['c']]);
  expect(follow(two, [], ['a', 'b'], newTabId)).toBe(two);
});

test('a shell is put beside another one, out of the tab it had', () => {
  const split = placeBeside(start('a', 'b', 'c'), 'c', 'a', 'right');
  expect(panes(split)).toEqual([['a', 'c'], ['b']]);
  expect(tabOf(split, 'c')).toBe(split[0]);
  expect(placeBeside(split, 'c', 'c', 'right')).toBe(split);
  expect(placeBeside(split, 'c', 'nobody', 'right')).toBe(split);
});

test('a pane gets a tab of its own, right of the one it leaves, and a lone one stays', () => {
  const split = placeBeside(start('a', 'b', 'c'), 'b', 'a', 'down');
  expect(panes(toOwnTab(split, 'a', newTabId))).toEqual([['b'], ['a'], ['c']]);
  expect(toOwnTab(split, 'c', newTabId)).toBe(split);
});

test('all tabs come into one, in panes of equal size, and none is lost', () => {
  const five = start('a', 'b', 'c', 'd', 'e');
  const one = gather(five, five[1]?.id ?? '');
  expect(panes(one)).toEqual([['b', 'a', 'c', 'd', 'e']]);
  const boxes = [...layOut(one[0]?.panes ?? onePane('')).panes.values()];
  expect(boxes.map(({ width, height }) => width * height).every((area) => area > 0.16)).toBe(true);
  expect(boxes.reduce((sum, { width, height }) => sum + width * height, 0)).toBeCloseTo(1);
});

test('shells started together may share one tab; the others stay as they are', () => {
  expect(panes(together(start('a', 'b', 'c'), ['b', 'c'], newTabId))).toEqual([['a'], ['b', 'c']]);
});

test('a tab moves among the others and stops at the ends', () => {
  const three = start('a', 'b', 'c');
  const first = three[0]?.id ?? '';
  expect(panes(moveTab(three, first, 1))).toEqual([['b'], ['a'], ['c']]);
  expect(panes(moveTab(three, first, 9))).toEqual([['b'], ['c'], ['a']]);
  expect(panes(moveTab(three, first, -1))).toEqual([['a'], ['b'], ['c']]);
});

test('a name is kept short, and an empty one gives the tab its nodes’ name back', () => {
  const one = start('a');
  const id = one[0]?.id ?? '';
  expect(renameTab(one, id, '  deploy  ')[0]?.title).toBe('deploy');
  expect(renameTab(one, id, 'x'.repeat(99))[0]?.title).toHaveLength(40);
  expect(renameTab(renameTab(one, id, 'deploy'), id, ' ')[0]?.title).toBeNull();
});

test('a shell that is not open (yet) keeps its place and is not shown', () => {
  const split = placeBeside(start('a', 'b'), 'b', 'a', 'right');
  expect(panes(shownTabs(split, new Set(['b'])))).toEqual([['b']]);
  expect(panes(shownTabs(split, new Set(['a', 'b'])))).toEqual([['a', 'b']]);
});
