import { describe, expect, test } from 'vitest';
import { pathTree } from './model';
import { openFor, treeLines, treeMove } from './tree-view';

const root = pathTree(['/prod/checkout/a', '/prod/search/b', '/staging/c', 'plain']);
const paths = (open: readonly string[]) => treeLines(root, new Set(open)).map(({ node }) => node.path);

describe('what the tree shows', () => {
  test('only the children of open folders are seen', () => {
    expect(paths([])).toEqual(['/']);
    expect(paths(['/'])).toEqual(['/', '/prod', '/staging']);
    expect(paths(['/', '/prod'])).toEqual(['/', '/prod', '/prod/checkout', '/prod/search', '/staging']);
    expect(paths(['/prod'])).toEqual(['/']);
  });
  test('each line knows its level and its place among its siblings', () => {
    const line = treeLines(root, new Set(['/', '/prod'])).find(({ node }) => node.path === '/prod/search');
    expect(line).toMatchObject({ level: 3, position: 2, siblings: 2, parent: '/prod' });
  });
  test('a path is seen once the folders above it are open', () => {
    expect(paths(openFor('/prod/search'))).toContain('/prod/search');
  });
});

describe('keys', () => {
  const lines = treeLines(root, new Set(['/', '/prod']));
  test.each([
    ['/', 'ArrowDown', { focus: '/prod' }],
    ['/prod', 'ArrowUp', { focus: '/' }],
    ['/prod', 'ArrowRight', { focus: '/prod/checkout' }],
    ['/prod', 'ArrowLeft', { close: '/prod' }],
    ['/prod/checkout', 'ArrowLeft', { focus: '/prod' }],
    ['/', 'End', { focus: '/staging' }],
    ['/staging', 'Home', { focus: '/' }],
    ['/staging', 'Enter', { choose: '/staging' }],
    ['/', 'n', null],
    ['/staging', 'ArrowRight', null],
    ['/staging', 'ArrowDown', null],
  ])('on %s, %s does %j', (focused, key, move) => {
    expect(treeMove(lines, focused, key)).toEqual(move);
  });
  test('a closed folder with children opens before it is entered', () => {
    expect(treeMove(treeLines(root, new Set(['/'])), '/prod', 'ArrowRight')).toEqual({ open: '/prod' });
  });
});
