import { describe, expect, test } from 'vitest';
import { laidOut, parseJson, plainJson, rebasedJson, sessionDocumentFault } from './json-text';
import {
  firstPreferences,
  preferenceFaults,
  preferencesOf,
  withInput,
  withProfile,
} from './session-preferences';

describe('preferences', () => {
  test('change one input and keep all else, also what the console does not know', () => {
    const content = plainJson({ schemaVersion: '1.0', futureThing: 1, inputs: { other: 'x', kmsKeyId: '' } });
    expect(parseJson(withInput(content, 'kmsKeyId', 'alias/shells'))).toEqual({
      schemaVersion: '1.0',
      futureThing: 1,
      inputs: { other: 'x', kmsKeyId: 'alias/shells' },
    });
    const profiled = withProfile(firstPreferences, 'linux', 'exec bash');
    expect(preferencesOf(profiled)?.profiles).toEqual({ linux: 'exec bash', windows: '' });
  });
  test('that were never saved begin without a fault', () => {
    expect(preferenceFaults(firstPreferences)).toEqual({});
    expect(sessionDocumentFault(firstPreferences)).toBeNull();
  });
  test.each([
    ['idleSessionTimeout', ['', '1', '60'], ['0', '61', '20m', '1.5']],
    ['maxSessionDuration', ['', '1', '999', '1440'], ['0', '1441', '9999', '-1']],
    ['kmsKeyId', ['', 'alias/shells', 'arn:aws-cn:kms:cn-north-1:111122223333:key/ab-1'], ['a key']],
    ['s3BucketName', ['', 'my.logs-1'], ['My-Logs', 'ab', '-logs']],
    ['cloudWatchLogGroupName', ['', '/shells/prod#1'], ['shells prod']],
    ['runAsDefaultUser', ['', 'ssm-user'], ['root; rm', '1a']],
  ] as const)('%s is judged at its field', (key, good, bad) => {
    for (const value of good) expect(preferenceFaults(withInput(firstPreferences, key, value))).toEqual({});
    for (const value of bad)
      expect(Object.keys(preferenceFaults(withInput(firstPreferences, key, value)))).toEqual([key]);
  });
  test('of AWS’s own making stream to no group at first: that is no fault', () => {
    expect(preferenceFaults(withInput(firstPreferences, 'cloudWatchStreamingEnabled', true))).toEqual({});
  });
  test('of another form are left to be edited as text', () => {
    for (const content of ['', '{', '[]', '{"inputs": 3}']) expect(preferencesOf(content)).toBeNull();
  });
});

describe('a document', () => {
  test('changed by two people keeps what each changed; of the same member yours', () => {
    const base = { inputs: { a: '1', b: '1', c: '1' } };
    const yours = { inputs: { a: '2', b: '1', c: '3' } };
    const theirs = { inputs: { a: '1', b: '2', c: '2', d: 'new' } };
    expect(rebasedJson(base, yours, theirs)).toEqual({ inputs: { a: '2', b: '2', c: '3', d: 'new' } });
  });
  test('loses a member that one of the two took out', () => {
    expect(rebasedJson({ a: 1, b: 1 }, { a: 1 }, { a: 1, b: 1 })).toEqual({ a: 1 });
  });
  test.each(['{', '[]', '{"schemaVersion":"2.2"}', '{"schemaVersion":"1.0","sessionType":"Shell"}'])(
    '%s says what is wrong with it',
    (text) => {
      expect(sessionDocumentFault(text)).toMatch(/JSON|schemaVersion|sessionType/);
    },
  );
  test('is laid out alike however it was written, and left alone where it is no JSON', () => {
    expect(laidOut('{"a":1}')).toBe(laidOut('{ "a" : 1 }'));
    expect(laidOut('{ broken')).toBe('{ broken');
  });
});
