import { describe, expect, test } from 'vitest';
import type { OfferedPlace } from '../bff/me/contract';
import { placeKey } from '../kernel/scope';
import {
  choiceOf,
  choiceText,
  chosenScopes,
  firstChoice,
  noChoice,
  recall,
  remember,
  roleInForce,
  setPlaces,
  takeRole,
} from './scope-choice';
import { scopeWords } from './scope-words';

const viewer = { name: 'Viewer', label: 'Viewer' };
const admin = { name: 'Admin', label: 'Administrator' };
const place = (account: string, region: string, roles = [viewer]): OfferedPlace => ({
  account,
  accountName: account === '1' ? 'Production' : 'Staging',
  colour: 'red',
  region,
  roles,
});
const prod = place('1', 'eu-west-1', [viewer, admin]);
const staging = place('2', 'eu-west-1');
const offered = [prod, staging];

describe('the first visit', () => {
  test('looks everywhere, with the first role that the configuration lists there', () => {
    expect(chosenScopes(firstChoice(offered), offered)).toEqual([
      { account: '1', region: 'eu-west-1', role: 'Viewer' },
      { account: '2', region: 'eu-west-1', role: 'Viewer' },
    ]);
  });
  test('is the only time that a role is put in force without a press', () => {
    expect(roleInForce(noChoice, prod)).toBeNull();
  });
});

describe('a role', () => {
  const taken = takeRole(noChoice, prod, 'Admin');
  test('is in force from one press, and only where it was pressed', () => {
    expect(chosenScopes(taken, offered)).toEqual([{ account: '1', region: 'eu-west-1', role: 'Admin' }]);
  });
  test('that is no longer granted is not sent', () => {
    expect(chosenScopes(taken, [{ ...prod, roles: [viewer, { name: 'Other', label: 'Other' }] }])).toEqual(
      [],
    );
    expect(chosenScopes(taken, [staging])).toEqual([]);
  });
  test('stays in force for a place that is no longer listed', () => {
    expect(roleInForce(setPlaces(taken, [prod], false), prod)).toBe('Admin');
  });
});

test('a place whose role is not decided cannot be added by its checkbox', () => {
  expect(setPlaces(noChoice, offered, true).places).toEqual([placeKey(staging)]);
});

describe('earlier choices', () => {
  const first = takeRole(noChoice, prod, 'Admin');
  const second = remember(setPlaces(first, offered, true), first);
  test('are remembered once and can be gone back to', () => {
    expect(second.recent).toHaveLength(1);
    const [earlier] = second.recent;
    if (!earlier) throw new Error('nothing was remembered');
    const back = recall(second, earlier);
    expect(chosenScopes(back, offered)).toEqual(chosenScopes(first, offered));
    expect(back.recent).toHaveLength(1);
  });
  test('the same choice again is not one', () => expect(remember(first, first).recent).toEqual([]));
});

describe('what is stored', () => {
  test('is read back', () => {
    const choice = takeRole(noChoice, prod, 'Admin');
    expect(choiceOf(choiceText(choice))).toEqual(choice);
  });
  test.each([null, '', '{', '{"places":1}'])('%j is as if nothing was', (text) =>
    expect(choiceOf(text)).toBeNull(),
  );
});

describe('scopeWords', () => {
  test('one scope in full, several by what they share', () => {
    const one = { account: '1', region: 'eu-west-1', role: 'Admin' };
    expect(scopeWords([one], offered)).toBe('Production · eu-west-1 · Administrator');
    expect(scopeWords([one, { account: '2', region: 'eu-west-1', role: 'Viewer' }], offered)).toBe(
      'Production, Staging · eu-west-1 · Administrator, Viewer',
    );
    expect(scopeWords([], offered)).toBe('Choose where to look');
  });
});
