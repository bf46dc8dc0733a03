import { expect, test } from 'vitest';
import { isSurelyAnotherKey, namesSameKey } from './key-names';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
const arn = `arn:aws:kms:eu-west-1:111122223333:key/${id}`;

test.each([
  [id, arn],
  [arn, id],
  [arn, arn],
  ['alias/sessions', 'arn:aws:kms:eu-west-1:111122223333:alias/sessions'],
])('%s and %s are one key', (one, other) => expect(namesSameKey(one, other)).toBe(true));

test.each([
  [arn, arn.replace('111122223333', '444455556666')],
  [arn, arn.replace('eu-west-1', 'us-east-1')],
  [id, '1234abcd-12ab-34cd-56ef-000000000000'],
  ['alias/sessions', 'alias/session'],
  ['alias/sessions', arn],
])('%s and %s are not', (one, other) => expect(namesSameKey(one, other)).toBe(false));

test('another key is told from another name of what may be the same', () => {
  expect(isSurelyAnotherKey(id, arn)).toBe(false);
  expect(isSurelyAnotherKey('alias/sessions', arn)).toBe(false);
  expect(isSurelyAnotherKey(arn, arn.replace('1234abcd', '00000000'))).toBe(true);
  expect(isSurelyAnotherKey('alias/sessions', 'alias/others')).toBe(true);
});
