import { expect, test } from 'vitest';
import { deleteCli, getCli, putCli } from './cli';

const scope = { account: '111122223333', region: 'eu-west-1', role: 'QuarterdeckAdministrator' };

test('a value that the CLI would load from elsewhere is taken as the text it is', () => {
  const command = putCli(scope, { name: '/a', value: 'https://example.com', type: 'String', creates: false });
  expect(command).toContain('--cli-input-json');
  expect(command).toContain('"Value":"https://example.com"');
  expect(command).toContain('"Overwrite":true');
});
test('a secret is never on the command line', () => {
  const command = putCli(scope, { name: '/a', value: 'hunter2', type: 'SecureString', creates: true });
  expect(command).not.toContain('hunter2');
  expect(command).toContain('file:///dev/stdin');
  expect(command).not.toContain('Overwrite');
});
test('only a SecureString is asked for with decryption', () => {
  expect(getCli(scope, '/a', 'SecureString')).toContain('--with-decryption');
  expect(getCli(scope, '/a', 'String')).not.toContain('decryption');
});
test('one name is deleted as one, several together', () => {
  expect(deleteCli(scope, ['/a'])).toBe('aws ssm delete-parameter --name /a --region eu-west-1');
  const many = Array.from({ length: 12 }, (_, at) => `/many/${at}`);
  const lines = deleteCli(scope, many).split('\n');
  expect(lines).toHaveLength(2);
  expect(many.filter((name) => lines.some((line) => ` ${line} `.includes(` ${name} `)))).toEqual(many);
  expect(deleteCli(scope, ['/a', '/b'])).toBe('aws ssm delete-parameters --names /a /b --region eu-west-1');
});
