import { describe, expect, test } from 'vitest';
import type { Me } from '../bff/me/contract';
import { endWork } from './leaving';
import { LiveWorkList } from './live-work';
import { noRoleRequest } from './no-role';
import { NoticeList } from './notices';
import { entriesMatching } from './palette-match';
import { recentThings, rememberThing } from './recent-things';
import { SignInState } from './sign-in-state';
import { bodyClasses, themeOf } from './theme';

describe('live work', () => {
  test('is listed until it is taken back, and taking back twice harms nobody', () => {
    const works = new LiveWorkList();
    let told = 0;
    works.subscribe(() => {
      told += 1;
    });
    const takeBack = works.add({ id: 'shell-1', kind: 'shell', label: 'web-3' });
    expect(works.list().map(({ label }) => label)).toEqual(['web-3']);
    takeBack();
    takeBack();
    expect(works.list()).toEqual([]);
    expect(told).toBe(2);
  });
  test('an older registration cannot take back a newer one of the same id', () => {
    const works = new LiveWorkList();
    const takeBackOld = works.add({ id: 'edit', kind: 'edit', label: 'old' });
    works.add({ id: 'edit', kind: 'edit', label: 'new' });
    takeBackOld();
    expect(works.list().map(({ label }) => label)).toEqual(['new']);
  });
  test('ending all names those that could not be ended', async () => {
    const ended: string[] = [];
    const shell = (label: string, end: () => Promise<void>) => ({
      id: label,
      kind: 'shell' as const,
      label,
      end,
    });
    const failed = await endWork([
      shell('web-1', async () => void ended.push('web-1')),
      shell('web-2', () => Promise.reject(new Error('no'))),
      shell('web-3', async () => void ended.push('web-3')),
    ]);
    expect(failed).toEqual(['web-2']);
    expect(ended).toEqual(['web-1', 'web-3']);
  });
});

describe('the sign-in’s state', () => {
  test('changes by what calls failed with, and only by that', () => {
    const state = new SignInState();
    state.failed('throttled');
    expect(state.get()).toBe('good');
    state.failed('expired');
    expect(state.get()).toBe('expired');
    state.failed('signed-out');
    expect(state.get()).toBe('signed-out');
    state.renewed();
    expect(state.get()).toBe('good');
  });
});

test('notices: newest first, at most five, gone when dismissed', () => {
  const list = new NoticeList();
  for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) list.add({ kind: 'info', text });
  expect(list.list().map(({ text }) => text)).toEqual(['f', 'e', 'd', 'c', 'b']);
  const [newest] = list.list();
  if (newest) list.dismiss(newest.id);
  expect(list.list().map(({ text }) => text)).toEqual(['e', 'd', 'c', 'b']);
});

describe('the palette', () => {
  const nodes = [
    { label: 'db-1', hint: 'i-0web' },
    { label: 'old-web', hint: 'i-1' },
    { label: 'web-2', hint: 'i-2' },
    { label: 'web-1', hint: 'i-3' },
  ];
  test('puts names that begin so first, then that hold it, then ids', () => {
    expect(entriesMatching(nodes, 'WEB', 8).map(({ label }) => label)).toEqual([
      'web-2',
      'web-1',
      'old-web',
      'db-1',
    ]);
    expect(entriesMatching(nodes, 'web', 2).map(({ label }) => label)).toEqual(['web-2', 'web-1']);
  });
  test('finds one among 10,000', () => {
    const many = Array.from({ length: 10_000 }, (_, number) => ({
      label: `node-${number}`,
      hint: `i-${number}`,
    }));
    expect(entriesMatching(many, '9999', 8).map(({ label }) => label)).toEqual(['node-9999']);
  });
});

test('recent things: newest first, each once, and a broken storage is none', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  for (const label of ['a', 'b', 'a']) rememberThing(storage, { label, hint: '', href: `/${label}` });
  expect(recentThings(storage).map(({ label }) => label)).toEqual(['a', 'b']);
  expect(recentThings({ ...storage, getItem: () => '{' })).toEqual([]);
});

test('the theme’s cookie: two words, and anything else is as the system', () => {
  expect(['light', 'dark', 'x', undefined].map(themeOf)).toEqual(['light', 'dark', 'system', 'system']);
  expect(bodyClasses('dark')).toContain('awsui-dark-mode');
  expect(bodyClasses('system')).not.toContain('awsui-dark-mode');
});

test('who has no role can send who they are and what was looked for', () => {
  const me: Me = {
    person: { sub: 'gus', name: 'Gus', email: 'gus@example.com', groups: ['gardeners'] },
    expiresAt: 0,
    scopes: [],
    lockedTags: [],
    buildId: 'b',
    lookedFor: [{ claim: 'groups', values: ['quarterdeck-viewers', 'ops'] }],
    consoleSettings: { keepAlive: false, refuseUnloggedSessionsIn: [] },
  };
  const request = noRoleRequest(me);
  for (const fact of ['Gus', 'gus@example.com', 'gardeners', '"groups"', '"quarterdeck-viewers" or "ops"'])
    expect(request).toContain(fact);
});
