// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { fakeLine, request } from '../../../testing/fake-line';
import { DockLayoutStore } from './dock-layout-store';
import { pageShelf } from './layout-shelf';
import { paneIds } from './pane-tree';

function scene(person = 'ada') {
  const { store } = fakeLine();
  let ids = 0;
  const layout = new DockLayoutStore({ shells: store, shelf: pageShelf, newId: () => `tab-${++ids}` });
  layout.use(person);
  const panes = () => layout.getTabs().map((tab) => paneIds(tab.panes));
  return { store, layout, panes };
}

test('a layout is there again after a reload, once its shells are back under their ids', () => {
  sessionStorage.clear();
  const first = scene();
  const [left, right] = [first.store.start(request), first.store.start(request)];
  first.layout.placeBeside(right.id, left.id, 'right');
  first.layout.rename(first.layout.getTabs()[0]?.id ?? '', 'disks');
  const next = scene();
  expect(next.panes()).toEqual([]);
  next.store.start(request);
  next.store.start(request);
  expect(next.panes()).toEqual([[left.id, right.id]]);
  expect(next.layout.getTabs()[0]?.title).toBe('disks');
});

test('another person in the same browser tab finds nothing of it', () => {
  sessionStorage.clear();
  const ada = scene('ada');
  const [left, right] = [ada.store.start(request), ada.store.start(request)];
  ada.layout.placeBeside(right.id, left.id, 'down');
  const olu = scene('olu');
  olu.store.start(request);
  olu.store.start(request);
  expect(olu.panes()).toEqual([[left.id], [right.id]]);
});

test('what is in storage and is no layout is none', () => {
  sessionStorage.setItem('qd-dock-layout:ada', '[{"id":"t","title":null,"panes":{"is":"split"}}]');
  const { store, panes } = scene();
  const shell = store.start(request);
  expect(panes()).toEqual([[shell.id]]);
});

test('the pane with the keyboard decides which tab is in front, and going to a side finds the pane there', () => {
  sessionStorage.clear();
  const { store, layout } = scene();
  const [left, right, other] = [store.start(request), store.start(request), store.start(request)];
  layout.placeBeside(right.id, left.id, 'right');
  store.activate(left.id, 'stays');
  expect(layout.front()).toBe(layout.tabOf(right.id));
  expect(layout.towards(left.id, 'right')).toBe(right.id);
  store.activate(other.id, 'stays');
  expect(layout.front()).toBe(layout.tabOf(other.id));
});
