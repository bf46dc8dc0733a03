import { describe, expect, test } from 'vitest';
import { newParameterName, parameterName } from './contract';
import {
  breadcrumbs,
  deleteWord,
  folderOf,
  foldersOf,
  inGroups,
  isUnder,
  matchesSearch,
  nameWithin,
  pathTree,
  personOf,
  sharedFolder,
} from './model';

const names = [
  '/prod/checkout/db/host',
  '/prod/checkout/flags',
  '/prod/search/url',
  '/production/x',
  'plain',
];

describe('folders', () => {
  test('a name is in every folder above it, and in none that only begins alike', () => {
    expect(foldersOf('/prod/checkout/flags')).toEqual(['/', '/prod', '/prod/checkout']);
    expect(isUnder('/production/x', '/prod')).toBe(false);
    expect(names.filter((name) => isUnder(name, '/prod'))).toHaveLength(3);
  });
  test('a name without a slash is in the root folder', () => {
    expect(folderOf('plain')).toBe('/');
    expect(isUnder('plain', '/')).toBe(true);
  });
  test("a folder's count is the number of names under it, at every depth", () => {
    const check = (node: ReturnType<typeof pathTree>): void => {
      expect(node.count).toBe(names.filter((name) => isUnder(name, node.path)).length);
      node.children.forEach(check);
    };
    check(pathTree(names));
  });
  test('inside a folder a name loses the folder and nothing else', () => {
    expect(nameWithin('/prod/checkout/db/host', '/prod')).toBe('checkout/db/host');
    expect(nameWithin('plain', '/')).toBe('plain');
  });
  test('the breadcrumb leads back through every folder', () => {
    expect(breadcrumbs('/prod/db').map(({ path }) => path)).toEqual(['/', '/prod', '/prod/db']);
  });
});

test('search finds all words in any order and any case', () => {
  const row = { name: '/prod/checkout/DB/host', description: 'Primary' };
  expect(matchesSearch(row, 'host check')).toBe(true);
  expect(matchesSearch(row, 'primary db')).toBe(true);
  expect(matchesSearch(row, 'host replica')).toBe(false);
});

test("who changed it is the person at the end of the role's ARN", () => {
  expect(personOf('arn:aws:sts::111122223333:assumed-role/QuarterdeckOperator/olu')).toBe('olu');
  expect(personOf('arn:aws:sts::111122223333:assumed-role/Q/ada@example.com=abcdefghij23')).toBe(
    'ada@example.com',
  );
  expect(personOf(null)).toBeNull();
});

test.each(['/a//b', '/a/', 'with space', `/${'x/'.repeat(15)}y`, ''])(
  'the name %j is refused at the field',
  (name) => {
    expect(parameterName.safeParse(name).success).toBe(false);
  },
);
test.each(['plain', '/prod/db/host', 'a.b-c_d'])('the name %j is taken', (name) => {
  expect(parameterName.safeParse(name).success).toBe(true);
});
test.each(['prod/db', '/aws/x', 'SSM-thing', '/Ssm'])('the name %j is none that one can give', (name) => {
  expect(newParameterName.safeParse(name).success).toBe(false);
});

describe('deleting several', () => {
  test('asks for the folder that all of them are in', () => {
    expect(sharedFolder(['/prod/db/host', '/prod/db/port'])).toBe('/prod/db');
    expect(deleteWord(['/prod/db/host', '/prod/search'])).toBe('/prod');
    expect(deleteWord(['/prod/a', '/production/b', 'c'])).toBe('3 parameters');
    expect(deleteWord(['/prod/a'])).toBeNull();
  });
  test('no name is lost or doubled between calls', () => {
    expect(inGroups([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(inGroups([], 2)).toEqual([]);
  });
});
