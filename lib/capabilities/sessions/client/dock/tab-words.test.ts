import { expect, test } from 'vitest';
import { fakeLine, request } from '../../testing/fake-line';
import type { ShellPhase, ShellState } from '../shell-state';
import { neediest, tabName } from './tab-words';

const on = (...names: string[]) => {
  const { store } = fakeLine();
  return names.map((name) => store.start({ ...request, node: { ...request.node, name } }));
};
const state = (phase: ShellPhase): ShellState => {
  const [shell] = on('web-3');
  if (!shell) throw new Error('A shell was started.');
  return { ...shell.getState(), phase };
};

test('a tab is called by the person, else by its nodes, however many', () => {
  expect(tabName({ title: 'deploy' }, on('web-3'))).toBe('deploy');
  expect(tabName({ title: null }, on('web-3'))).toBe('web-3');
  expect(tabName({ title: null }, on('web-3', 'web-3'))).toBe('web-3 ×2');
  expect(tabName({ title: null }, on('web-3', 'db-1'))).toBe('web-3, db-1');
  expect(tabName({ title: null }, on('web-3', 'db-1', 'db-2'))).toBe('web-3 and 2 more');
});

test('a tab of several panes shows the state that most needs the person', () => {
  const connected = state({ is: 'connected', rttMs: 3 });
  const silent = state({ is: 'not-answering', sinceMs: 0 });
  const dropped = state({ is: 'reconnecting', why: 'dropped', attempt: 1, nextAttemptAtMs: null });
  expect(neediest([connected, dropped, silent])?.is).toBe('not-answering');
  expect(neediest([connected, dropped])?.is).toBe('reconnecting');
  expect(neediest([])).toBeUndefined();
});
