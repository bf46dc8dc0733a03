import { expect, test } from 'vitest';
import { fakeLine, request, settled } from '../../testing/fake-line';
import type { Shell } from '../shell';
import type { Link } from '../worker-messages';
import { Broadcast } from './broadcast';
import { DockLayoutStore } from './layout/dock-layout-store';

const connected: Link = { is: 'connected', rttMs: 12 };
const dropped: Link = { is: 'reconnecting', why: 'dropped', attempt: 1, nextAttemptAtMs: null };
const bytes = (text: string) => new TextEncoder().encode(text);

/** Two connected panes in one tab and a third shell in a tab of its own. */
async function scene() {
  const line = fakeLine();
  const shelf = { read: () => [], keep: () => undefined };
  let ids = 0;
  const layout = new DockLayoutStore({ shells: line.store, shelf, newId: () => `tab-${++ids}` });
  const broadcast = new Broadcast({ shells: line.store, layout });
  const [left, right, other] = [request, request, request].map((each) => line.store.start(each));
  if (!left || !right || !other) throw new Error('Three shells were started.');
  await settled();
  const link = (shell: Shell, to: Link) => line.hear({ say: 'link', channel: shell.channel ?? '', link: to });
  for (const shell of [left, right, other]) link(shell, connected);
  layout.placeBeside(right.id, left.id, 'right');
  line.store.activate(left.id, 'stays');
  line.said();
  const typedTo = () => line.said().flatMap((said) => (said.say === 'type' ? [said.channel] : []));
  return { line, layout, broadcast, left, right, other, link, typedTo };
}

test('off, typing reaches the pane typed into and no other', async () => {
  const { broadcast, left, typedTo } = await scene();
  broadcast.typed(left, bytes('x'), 'person');
  expect(typedTo()).toEqual([left.channel]);
});

test('on, typing reaches every pane of the tab in front and none of another tab', async () => {
  const { broadcast, left, right, other, typedTo } = await scene();
  broadcast.start();
  broadcast.typed(left, bytes('x'), 'person');
  expect(typedTo()).toEqual([left.channel, right.channel]);
  broadcast.typed(other, bytes('x'), 'person');
  expect(typedTo()).toEqual([other.channel]);
});

test('what a terminal answers its node is never copied to others', async () => {
  const { broadcast, left, typedTo } = await scene();
  broadcast.start();
  broadcast.typed(left, bytes('\x1b[2;1R'), 'terminal');
  expect(typedTo()).toEqual([left.channel]);
});

test('a pane that is not connected gets nothing, now or later, and it is said how much it missed', async () => {
  const { broadcast, left, right, link, typedTo } = await scene();
  broadcast.start();
  link(right, dropped);
  broadcast.typed(left, bytes('abc'), 'person');
  broadcast.typed(left, bytes('d'), 'person');
  expect(typedTo()).toEqual([left.channel, left.channel]);
  expect(broadcast.getState()?.missed.get(right.id)).toBe(4);
  link(right, connected);
  expect(typedTo()).toEqual([]);
});

test('it ends as soon as another tab is in front, and stays off on the way back', async () => {
  const { line, broadcast, left, other } = await scene();
  broadcast.start();
  line.store.activate(other.id, 'terminal');
  expect(broadcast.getState()).toBeNull();
  line.store.activate(left.id, 'terminal');
  expect(broadcast.getState()).toBeNull();
});

test('it ends with the last pane beside, and does not begin in a tab of one', async () => {
  const { line, broadcast, right, other } = await scene();
  broadcast.start();
  await line.store.close(right);
  expect(broadcast.getState()).toBeNull();
  line.store.activate(other.id, 'stays');
  broadcast.start();
  expect(broadcast.getState()).toBeNull();
});
