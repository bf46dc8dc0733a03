import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { awsCli, shellWord } from './cli';

/** What a real shell makes of the words: each argument followed by NUL. */
const asTheShellReads = (words: string): string[] =>
  execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

describe('shellWord', () => {
  test.each([
    'plain',
    'with space',
    "it's",
    '$(id)',
    '`id`',
    '~root',
    'a=b',
    '*',
    'new\nline',
    '!x',
    '#c',
    '-n',
    '',
  ])('a shell reads %j back as it was', (text) => expect(asTheShellReads(shellWord(text))).toEqual([text]));

  test('a shell reads any list of texts back as they were', () => {
    const text = fc.string({ unit: 'binary-ascii', maxLength: 20 }).filter((value) => !value.includes('\0'));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (texts) => {
        expect(asTheShellReads(texts.map(shellWord).join(' '))).toEqual(texts);
      }),
      { numRuns: 40 },
    );
  });
});

describe('awsCli', () => {
  test('options come in order, in kebab-case, quoted only where needed', () => {
    expect(
      awsCli('ssm', 'start-session', { target: 'i-0abc', reason: "Ada's check", region: 'eu-west-1' }),
    ).toBe("aws ssm start-session --target i-0abc --reason 'Ada'\\''s check' --region eu-west-1");
  });
  test('AWS spellings of names become the CLI’s', () => {
    expect(awsCli('kms', 'decrypt', { KeyId: 'k', CiphertextBlob: 'fileb://c' })).toBe(
      'aws kms decrypt --key-id k --ciphertext-blob fileb://c',
    );
  });
  test('flags, numbers, lists, structures and what is undefined', () => {
    expect(
      awsCli('ssm', 'x', {
        overwrite: true,
        paginate: false,
        maxItems: 5,
        names: ['/a', '/b c'],
        gone: undefined,
      }),
    ).toBe("aws ssm x --overwrite --no-paginate --max-items 5 --names /a '/b c'");
    expect(awsCli('ssm', 'x', { tags: [{ Key: 'a', Value: 'b' }] })).toBe(
      `aws ssm x --tags '[{"Key":"a","Value":"b"}]'`,
    );
  });
  test('a value that starts with a dash is not read as an option', () => {
    expect(awsCli('ssm', 'x', { value: '--region' })).toBe("aws ssm x '--value=--region'");
  });
});
