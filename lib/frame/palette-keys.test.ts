// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { opensPalette } from './palette';

const key = { key: 'k', ctrlKey: false, metaKey: false, target: null };

test('Ctrl-K and ⌘K open the palette, K alone does not', () => {
  expect(opensPalette({ ...key, ctrlKey: true })).toBe(true);
  expect(opensPalette({ ...key, metaKey: true, key: 'K' })).toBe(true);
  expect(opensPalette(key)).toBe(false);
});

test('a terminal keeps Ctrl-K for its shell; ⌘K opens the palette there too', () => {
  const terminal = document.createElement('div');
  terminal.className = 'xterm';
  const input = terminal.appendChild(document.createElement('textarea'));
  expect(opensPalette({ ...key, ctrlKey: true, target: input })).toBe(false);
  expect(opensPalette({ ...key, metaKey: true, target: input })).toBe(true);
});
