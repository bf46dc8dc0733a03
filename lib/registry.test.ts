import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { navSections } from './contribution';
import { navigation } from './frame/side-nav';
import { capabilities } from './registry';

const root = join(import.meta.dirname, '..');
const rooms = readdirSync(join(root, 'lib/capabilities')).sort();

/** The emulator serves a room's operations from a folder of its own; only the name of AWS's capability differs. */
const emulatorRoom = (room: string): string => `emulator/services/ssm/${room}`;

describe('every room has the same shape', () => {
  test.each(rooms)('%s has every part a capability needs', (room) => {
    const parts = [
      `lib/capabilities/${room}/README.md`,
      `lib/capabilities/${room}/contract.ts`,
      `lib/capabilities/${room}/model.ts`,
      `lib/capabilities/${room}/contributes.ts`,
      `lib/capabilities/${room}/server/router.ts`,
      emulatorRoom(room),
      `app/(console)/${room}/page.tsx`,
      `e2e/${room}.spec.ts`,
    ];
    expect(parts.filter((part) => !existsSync(join(root, part)))).toEqual([]);
  });

  test('the registry lists each room once, and no other', () => {
    expect(capabilities.map(({ id }) => id).sort()).toEqual(rooms);
  });

  test.each(rooms)('%s keeps its procedures on the server', (room) => {
    const folder = join(root, 'lib/capabilities', room, 'server');
    const leaks = sourcesBelow(folder)
      .filter((file) => !file.includes('.test.') && !file.includes('/testing/'))
      .filter((file) => !readFileSync(file, 'utf8').startsWith("import 'server-only';"));
    expect(leaks.map((file) => file.slice(root.length + 1))).toEqual([]);
  });

  test('ids of contributed tabs, columns and actions are unique over all rooms', () => {
    const ids = capabilities.flatMap(({ nodeTabs = [], nodeColumns = [], nodeActions = [] }) => [
      ...nodeTabs.map(({ id }) => `tab ${id}`),
      ...nodeColumns.map(({ id }) => `column ${id}`),
      ...nodeActions.map(({ id }) => `action ${id}`),
    ]);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
  });

  test('at most one action is primary, and no two share a key', () => {
    const actions = capabilities.flatMap(({ nodeActions }) => nodeActions ?? []);
    expect(actions.filter(({ primary }) => primary).length).toBeLessThanOrEqual(1);
    const keys = actions.flatMap(({ shortcut }) => shortcut ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('navigation', () => {
  test('has every room’s entry, under sections in their order', () => {
    const groups = navigation(capabilities);
    expect(groups.flatMap(({ entries }) => entries)).toHaveLength(
      capabilities.filter(({ nav }) => nav).length,
    );
    const order = groups.map(({ section }) => navSections.indexOf(section));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });
});

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sourcesBelow(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

/** Addresses that are not pages of the console: the skip link's own page, and the BFF's sign-in form. */
const handMade =
  /(?:href|action)=(?:"\/|\{\s*['"`]\/)|\b(?:go|push|replace|assign)\(\s*['"`]\/|href:\s*['"`]\//;

describe('links', () => {
  const files = ['app', 'components', 'lib']
    .flatMap((folder) => sourcesBelow(join(root, folder)))
    .filter((file) => file.endsWith('.tsx') || file.includes('/client/'))
    .filter((file) => !file.includes('.test.') && !file.includes('/testing/'));

  test('are looked for in the sources at all', () => expect(files.length).toBeGreaterThan(50));

  test('come from the address book (lib/kernel/routes.ts), never by hand', () => {
    const found = files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, place) =>
          handMade.test(line) && !line.includes('"/api/')
            ? [`${file.slice(root.length + 1)}:${place + 1} ${line.trim()}`]
            : [],
        ),
    );
    expect(found).toEqual([]);
  });

  test.each([
    '<a href="/nodes">',
    '<Link href={`/nodes`}>',
    "go('/nodes')",
    "href: '/nodes'",
    'router.push(`/x`)',
  ])('a hand-made one is seen: %s', (line) => expect(handMade.test(line)).toBe(true));
});
