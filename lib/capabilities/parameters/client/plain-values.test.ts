import { expect, test } from 'vitest';
import { Problem } from '@/lib/kernel/problem';
import { PlainValues } from './plain-values';

const scope = { account: '111122223333', region: 'eu-west-1', role: 'R' };
const of = (name: string, version = 1) => ({ scope, name, version });
const refused = new Problem('forbidden', { message: 'no' });

function scene(refuse: (name: string) => boolean = () => false) {
  const calls: (readonly string[])[] = [];
  const planned: (() => void)[] = [];
  const values = new PlainValues({
    read: async (_, names) => {
      calls.push(names);
      if (names.some(refuse)) throw refused;
      return names
        .filter((name) => !name.includes('gone'))
        .map((name) => ({ name, version: 1, value: `of ${name}` }));
    },
    soon: (call) => void planned.push(call),
  });
  const drawn = async () => {
    for (const call of planned.splice(0)) call();
    await new Promise<void>((resolve) => setImmediate(resolve));
  };
  return { values, calls, drawn };
}

test('the rows of a screen are read ten names a call, each once', async () => {
  const { values, calls, drawn } = scene();
  const names = Array.from({ length: 23 }, (_, at) => `/a/b/${at}`);
  for (const name of [...names, ...names]) values.want(of(name));
  await drawn();
  expect(calls.map(({ length }) => length)).toEqual([10, 10, 3]);
  expect(calls.flat().sort()).toEqual([...names].sort());
  expect(values.peek(of('/a/b/7'))).toEqual({ value: 'of /a/b/7' });
  values.want(of('/a/b/7'));
  await drawn();
  expect(calls).toHaveLength(3);
});

test('a row that has left the screen before the call is not read', async () => {
  const { values, calls, drawn } = scene();
  values.want(of('/a'))();
  await drawn();
  expect(calls).toEqual([]);
});

test('a refused folder takes no other folder down, and is not asked for again by itself', async () => {
  const { values, calls, drawn } = scene((name) => name.startsWith('/prod/'));
  for (const name of ['/prod/web/x', '/staging/web/y']) values.want(of(name));
  await drawn();
  expect(values.peek(of('/prod/web/x'))).toEqual({ problem: refused });
  expect(values.peek(of('/staging/web/y'))).toEqual({ value: 'of /staging/web/y' });
  values.want(of('/prod/web/x'));
  await drawn();
  expect(calls).toHaveLength(2);
  values.forgetFailures();
  values.want(of('/prod/web/x'));
  await drawn();
  expect(calls).toHaveLength(3);
});

test('a new version is another value; a parameter that is gone says so', async () => {
  const { values, calls, drawn } = scene();
  values.want(of('/a', 1));
  await drawn();
  values.want(of('/a', 2));
  values.want(of('/gone'));
  await drawn();
  expect(calls.flat()).toEqual(['/a', '/a', '/gone']);
  expect(values.peek(of('/gone'))).toEqual({ gone: true });
});
