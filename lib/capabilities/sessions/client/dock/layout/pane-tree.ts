/** How a tab's area is parted among its panes: a binary tree without DOM. A pane's id is its shell's. */
export type PaneTree =
  | { readonly is: 'pane'; readonly id: string }
  | {
      readonly is: 'split';
      readonly way: Way;
      /** The first part's share of the area, between 0 and 1. */
      readonly share: number;
      readonly first: PaneTree;
      readonly second: PaneTree;
    };

/** Where the second part stands. */
export type Way = 'beside' | 'below';
export type Side = 'left' | 'right' | 'up' | 'down';

/** A part of the tab's area; everything as a share of it, between 0 and 1. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The line between two parts. `path` names its split: `a` and `b` for first and second from the root on. */
export interface Edge {
  readonly path: string;
  readonly way: Way;
  readonly share: number;
  /** What is parted: the edge moves within it. */
  readonly box: Box;
}

/** Less than this of what is parted shows no terminal worth having. */
export const shareMin = 0.1;
const whole: Box = { left: 0, top: 0, width: 1, height: 1 };

export const onePane = (id: string): PaneTree => ({ is: 'pane', id });

export const paneIds = (tree: PaneTree): readonly string[] =>
  tree.is === 'pane' ? [tree.id] : [...paneIds(tree.first), ...paneIds(tree.second)];

/** Parts the pane `at` in halves and puts `id` on that side of it. The same tree where there is no such pane. */
export function splitPane(tree: PaneTree, at: string, id: string, side: Side): PaneTree {
  if (tree.is === 'split')
    return {
      ...tree,
      first: splitPane(tree.first, at, id, side),
      second: splitPane(tree.second, at, id, side),
    };
  if (tree.id !== at) return tree;
  const way: Way = side === 'left' || side === 'right' ? 'beside' : 'below';
  const [first, second] =
    side === 'left' || side === 'up' ? [onePane(id), tree] : ([tree, onePane(id)] as const);
  return { is: 'split', way, share: 0.5, first, second };
}

/** The tree without one pane: its neighbour takes the room. Null when nothing is left. */
export function withoutPane(tree: PaneTree, id: string): PaneTree | null {
  if (tree.is === 'pane') return tree.id === id ? null : tree;
  const first = withoutPane(tree.first, id);
  const second = withoutPane(tree.second, id);
  if (!first || !second) return first ?? second;
  return first === tree.first && second === tree.second ? tree : { ...tree, first, second };
}

/** Panes of equal size in rows, as near to a square as their number allows. Null without any. */
export function grid(ids: readonly string[]): PaneTree | null {
  const columns = Math.ceil(Math.sqrt(ids.length));
  const rows: PaneTree[] = [];
  for (let at = 0; at < ids.length; at += columns) {
    const row = stack(ids.slice(at, at + columns).map(onePane), 'beside');
    if (row) rows.push(row);
  }
  return stack(rows, 'below');
}

function stack(parts: readonly PaneTree[], way: Way): PaneTree | null {
  const [first, ...rest] = parts;
  if (!first) return null;
  const second = stack(rest, way);
  return second ? { is: 'split', way, share: 1 / parts.length, first, second } : first;
}

/** The same tree with the edge at `path` moved. */
export function moveEdge(tree: PaneTree, path: string, share: number): PaneTree {
  if (tree.is === 'pane') return tree;
  const [step, rest] = [path[0], path.slice(1)];
  if (step === 'a') return { ...tree, first: moveEdge(tree.first, rest, share) };
  if (step === 'b') return { ...tree, second: moveEdge(tree.second, rest, share) };
  return { ...tree, share: Math.min(1 - shareMin, Math.max(shareMin, share)) };
}

/** Where each pane and each edge is. */
export function layOut(tree: PaneTree): { panes: ReadonlyMap<string, Box>; edges: readonly Edge[] } {
  const panes = new Map<string, Box>();
  const edges: Edge[] = [];
  const walk = (part: PaneTree, box: Box, path: string): void => {
    if (part.is === 'pane') {
      panes.set(part.id, box);
      return;
    }
    edges.push({ path, way: part.way, share: part.share, box });
    const [first, second] = parted(box, part.way, part.share);
    walk(part.first, first, `${path}a`);
    walk(part.second, second, `${path}b`);
  };
  walk(tree, whole, '');
  return { panes, edges };
}

function parted(box: Box, way: Way, share: number): readonly [Box, Box] {
  if (way === 'beside') {
    const width = box.width * share;
    return [
      { ...box, width },
      { ...box, left: box.left + width, width: box.width - width },
    ];
  }
  const height = box.height * share;
  return [
    { ...box, height },
    { ...box, top: box.top + height, height: box.height - height },
  ];
}

/** The pane that one meets going from `id` to that side; the one level with its middle. Null at the rim. */
export function paneTowards(tree: PaneTree, id: string, side: Side): string | null {
  const { panes } = layOut(tree);
  const from = panes.get(id);
  if (!from) return null;
  const beyond = [...panes].filter(([, box]) => touches(from, box, side));
  const level = beyond.find(([, box]) => isLevel(from, box, side));
  return (level ?? beyond[0])?.[0] ?? null;
}

/** Shares are sums of products: the same line may come out a hair apart. */
const near = (one: number, other: number): boolean => Math.abs(one - other) < 1e-6;

function touches(from: Box, to: Box, side: Side): boolean {
  if (side === 'left') return near(to.left + to.width, from.left) && overlap(from, to, 'rows');
  if (side === 'right') return near(from.left + from.width, to.left) && overlap(from, to, 'rows');
  if (side === 'up') return near(to.top + to.height, from.top) && overlap(from, to, 'columns');
  return near(from.top + from.height, to.top) && overlap(from, to, 'columns');
}

const overlap = (one: Box, other: Box, by: 'rows' | 'columns'): boolean =>
  by === 'rows'
    ? one.top < other.top + other.height - 1e-6 && other.top < one.top + one.height - 1e-6
    : one.left < other.left + other.width - 1e-6 && other.left < one.left + one.width - 1e-6;

function isLevel(from: Box, to: Box, side: Side): boolean {
  if (side === 'left' || side === 'right') {
    const middle = from.top + from.height / 2;
    return to.top <= middle && middle < to.top + to.height;
  }
  const middle = from.left + from.width / 2;
  return to.left <= middle && middle < to.left + to.width;
}
