import { expect, test } from 'vitest';
import { openLog } from './logger';

const secret = 'eyJhbGciOi.very.secret';

function linesOf(write: (log: ReturnType<typeof openLog>) => void): string {
  const lines: string[] = [];
  write(openLog('trace', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

test('a line is one JSON object with a level and a time that people can read', () => {
  const line = JSON.parse(linesOf((log) => log.child({ requestId: 'r-1' }).info('hello')));
  expect(line).toMatchObject({ level: 'info', requestId: 'r-1', msg: 'hello' });
  expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT/);
});

test.each([
  ['on top', { refresh_token: secret }],
  ['one deep', { tokens: { idToken: secret } }],
  ['two deep', { answer: { Credentials: { SecretAccessKey: secret, SessionToken: secret } } }],
  ['a parameter’s value', { Parameter: { Value: secret } }],
  ['headers', { headers: { cookie: secret, authorization: secret } }],
])('a secret %s stays out of the log', (_where, fields) => {
  expect(linesOf((log) => log.info(fields, 'x'))).not.toContain(secret);
});

test('an error’s requests and responses stay out of the log, its causes do not', () => {
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  const error = Object.assign(new Error('no answer', { cause }), {
    jwt: secret,
    response: { body: { id_token: secret } },
  });
  const text = linesOf((log) => log.error({ err: error }, 'failed'));
  expect(text).not.toContain(secret);
  expect(JSON.parse(text).err).toMatchObject({ message: 'no answer', cause: { code: 'ECONNREFUSED' } });
});
