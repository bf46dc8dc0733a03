import type { PathNode } from './model';

/** A folder as one line of the tree, with what a screen reader says of its place (WAI-ARIA tree pattern). */
export interface TreeLine {
  readonly node: PathNode;
  /** From 1. */
  readonly level: number;
  readonly parent: string | null;
  /** From 1, among its siblings. */
  readonly position: number;
  readonly siblings: number;
  readonly open: boolean;
}

/** The lines that can be seen, from top to bottom: the children of open folders only. */
export function treeLines(root: PathNode, open: ReadonlySet<string>): readonly TreeLine[] {
  const lines: TreeLine[] = [];
  const add = (node: PathNode, level: number, parent: string | null, position: number, siblings: number) => {
    const isOpen = node.children.length > 0 && open.has(node.path);
    lines.push({ node, level, parent, position, siblings, open: isOpen });
    if (!isOpen) return;
    node.children.forEach((child, index) => {
      add(child, level + 1, node.path, index + 1, node.children.length);
    });
  };
  add(root, 1, null, 1, 1);
  return lines;
}

/** What a key does: move the focus, open or close a folder, or choose the one that has the focus. */
export type TreeMove =
  | { readonly focus: string }
  | { readonly open: string }
  | { readonly close: string }
  | { readonly choose: string };

/** Up, Down, Home, End move; Right opens or enters; Left closes or leaves; Enter and Space choose. null: not ours. Letters are the page's (N, E). */
export function treeMove(lines: readonly TreeLine[], focused: string, key: string): TreeMove | null {
  const at = lines.findIndex(({ node }) => node.path === focused);
  const line = lines[at];
  if (!line) return null;
  switch (key) {
    case 'ArrowDown':
      return focusOn(lines[at + 1]);
    case 'ArrowUp':
      return focusOn(lines[at - 1]);
    case 'Home':
      return focusOn(lines[0]);
    case 'End':
      return focusOn(lines.at(-1));
    case 'ArrowRight':
      return line.open ? focusOn(lines[at + 1]) : line.node.children.length > 0 ? { open: focused } : null;
    case 'ArrowLeft':
      return line.open ? { close: focused } : line.parent === null ? null : { focus: line.parent };
    case 'Enter':
    case ' ':
      return { choose: focused };
    default:
      return null;
  }
}

const focusOn = (line: TreeLine | undefined): TreeMove | null => (line ? { focus: line.node.path } : null);

/** Folders that must be open for a path to be seen, itself included. */
export const openFor = (path: string): readonly string[] =>
  path === '/'
    ? ['/']
    : [
        '/',
        ...path
          .split('/')
          .filter(Boolean)
          .map((_, index, parts) => `/${parts.slice(0, index + 1).join('/')}`),
      ];
