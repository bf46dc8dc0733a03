import { expect, test } from 'vitest';
import {
  layOut,
  moveEdge,
  onePane,
  type PaneTree,
  paneIds,
  paneTowards,
  splitPane,
  withoutPane,
} from './pane-tree';

/** a | b over c, b and c to the right of a. */
const three = splitPane(splitPane(onePane('a'), 'a', 'b', 'right'), 'b', 'c', 'down');

test('a pane is parted in halves, and the new one stands on the side asked for', () => {
  expect(layOut(three).panes.get('a')).toEqual({ left: 0, top: 0, width: 0.5, height: 1 });
  expect(layOut(three).panes.get('c')).toEqual({ left: 0.5, top: 0.5, width: 0.5, height: 0.5 });
  expect(paneIds(splitPane(onePane('a'), 'a', 'b', 'left'))).toEqual(['b', 'a']);
  expect(paneIds(splitPane(onePane('a'), 'a', 'b', 'up'))).toEqual(['b', 'a']);
});

test('panes fill the area and never overlap, whatever was split and dragged', () => {
  let tree: PaneTree = onePane('0');
  const sides = ['right', 'down', 'left', 'up'] as const;
  for (let n = 1; n < 40; n += 1) {
    tree = splitPane(tree, String((n * 7) % n), String(n), sides[n % 4] ?? 'right');
    const edge = layOut(tree).edges[(n * 3) % n];
    if (edge) tree = moveEdge(tree, edge.path, ((n * 13) % 10) / 10);
  }
  const boxes = [...layOut(tree).panes.values()];
  expect(boxes).toHaveLength(40);
  expect(boxes.reduce((sum, { width, height }) => sum + width * height, 0)).toBeCloseTo(1);
  for (const one of boxes)
    for (const other of boxes) {
      if (one === other) continue;
      const apart =
        one.left + one.width <= other.left + 1e-9 ||
        other.left + other.width <= one.left + 1e-9 ||
        one.top + one.height <= other.top + 1e-9 ||
        other.top + other.height <= one.top + 1e-9;
      expect(apart).toBe(true);
    }
});

test('a pane that goes leaves its room to its neighbour; the last one leaves nothing', () => {
  const two = withoutPane(three, 'b');
  expect(two && layOut(two).panes.get('c')).toEqual({ left: 0.5, top: 0, width: 0.5, height: 1 });
  expect(withoutPane(onePane('a'), 'a')).toBeNull();
  expect(withoutPane(three, 'nobody')).toBe(three);
});

test('an edge moves its own two parts only, and never to where a part disappears', () => {
  const moved = moveEdge(three, 'b', 0.8);
  expect(layOut(moved).panes.get('a')?.width).toBe(0.5);
  expect(layOut(moved).panes.get('b')?.height).toBeCloseTo(0.8);
  expect(layOut(moveEdge(three, '', 0)).panes.get('a')?.width).toBeCloseTo(0.1);
});

test('going to a side meets the pane there, level with where one comes from, and nothing at the rim', () => {
  expect(paneTowards(three, 'a', 'right')).toBe('c');
  expect(paneTowards(moveEdge(three, 'b', 0.8), 'a', 'right')).toBe('b');
  expect(paneTowards(three, 'c', 'left')).toBe('a');
  expect(paneTowards(three, 'c', 'up')).toBe('b');
  expect(paneTowards(three, 'b', 'up')).toBeNull();
  expect(paneTowards(three, 'a', 'left')).toBeNull();
});
