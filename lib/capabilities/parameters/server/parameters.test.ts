import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { problemOf } from '@/lib/bff/problem-of';
import { startTestConsole, type TestConsole, type TestPerson } from '@/lib/bff/testing/start-console';
import type { PutInput } from '../contract';
import { parametersRouter } from './router';

const roles = { ada: 'QuarterdeckAdministrator', olu: 'QuarterdeckOperator', vic: 'QuarterdeckViewer' };
const scopeOf = (person: TestPerson) => ({
  account: '111122223333',
  region: 'eu-west-1',
  role: roles[person],
});

let running: TestConsole;
beforeAll(async () => {
  running = await startTestConsole({ emulator: { seed: 'empty' } });
}, 60_000);
afterAll(() => running.stop());

async function as(person: TestPerson) {
  const cookieId = await running.signIn(person);
  const scope = scopeOf(person);
  const call = parametersRouter.createCaller(running.contextOf(cookieId));
  const signIn = await running.server.signIns.current(cookieId);
  const writer = () => running.server.aws.inScope(signIn, scope).ssm({ retry: 'never' });
  return { call, scope, writer };
}

type Actor = Awaited<ReturnType<typeof as>>;

const save = ({ call, scope }: Actor, input: Partial<PutInput> & Pick<PutInput, 'name' | 'value'>) =>
  call.put({ scope, type: 'String', expectedVersion: null, ...input });

/** What a call was refused with, as the page would get it. */
async function problemIn(answer: Promise<unknown>) {
  const error: unknown = await answer.then(
    () => new Error('It was allowed.'),
    (reason: unknown) => reason,
  );
  return problemOf(error instanceof Error && error.cause ? error.cause : error);
}

/** Every write of these people waits until all of them are about to write: each has passed its check by then. */
function holdWrites(...actors: Actor[]): void {
  let waiting = actors.length;
  let release: () => void = () => undefined;
  const together = new Promise<void>((resolve) => {
    release = resolve;
  });
  for (const { writer } of actors) {
    writer().middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName === 'PutParameterCommand') {
            waiting -= 1;
            if (waiting === 0) release();
            await together;
          }
          return next(args);
        },
      { step: 'initialize', name: 'holdWrites' },
    );
  }
}

let ada: Actor;
let olu: Actor;
let vic: Actor;
let count = 0;
let name = '';
beforeEach(async () => {
  [ada, olu, vic] = await Promise.all([as('ada'), as('olu'), as('vic')]);
  count += 1;
  name = `/staging/app-${count}/host`;
  await save(ada, { name, value: 'one' });
});

describe('saving', () => {
  test('an edit that began from the newest version is saved as the next', async () => {
    expect(await save(ada, { name, value: 'two', expectedVersion: 1 })).toEqual({
      outcome: 'saved',
      version: 2,
    });
    const detail = await ada.call.get({ scope: ada.scope, name });
    expect(detail).toMatchObject({ value: 'two', version: 2, tags: [] });
    expect(detail.changedBy).toMatch(/QuarterdeckAdministrator\/ada/);
  });

  test('an edit behind a newer version is stopped, shows theirs and its own base, and writes nothing', async () => {
    await save(olu, { name, value: 'theirs', expectedVersion: 1 });
    const outcome = await save(ada, { name, value: 'mine', expectedVersion: 1 });
    expect(outcome).toMatchObject({
      outcome: 'stopped',
      theirs: { version: 2, value: 'theirs' },
      base: { version: 1, value: 'one' },
    });
    expect((await ada.call.get({ scope: ada.scope, name })).version).toBe(2);
  });

  test('an edit of what was deleted meanwhile is stopped, and makes no new parameter', async () => {
    await ada.call.delete({ scope: ada.scope, names: [name] });
    expect(await save(ada, { name, value: 'mine', expectedVersion: 1 })).toEqual({
      outcome: 'stopped',
      theirs: null,
      base: null,
    });
    expect((await problemIn(ada.call.get({ scope: ada.scope, name }))).code).toBe('not-found');
  });

  test('creating what is there already is stopped and shows what is there', async () => {
    expect(await save(ada, { name, value: 'mine' })).toMatchObject({
      outcome: 'stopped',
      theirs: { version: 1, value: 'one' },
      base: null,
    });
  });

  test('of two saves in flight at once the later one is told that it lost the race, and what it passed', async () => {
    holdWrites(ada, olu);
    const outcomes = await Promise.all([
      save(ada, { name, value: 'of ada', expectedVersion: 1 }),
      save(olu, { name, value: 'of olu', expectedVersion: 1 }),
    ]);
    const [first, second] = outcomes[0].outcome === 'saved' ? outcomes : [outcomes[1], outcomes[0]];
    const firstValue = outcomes[0] === first ? 'of ada' : 'of olu';
    expect(first).toEqual({ outcome: 'saved', version: 2 });
    expect(second).toMatchObject({
      outcome: 'lost-race',
      version: 3,
      theirs: [{ version: 2, value: firstValue }],
    });
  });

  test('an edit keeps the pattern that values must match', async () => {
    const digits = `${name}/port`;
    await save(ada, { name: digits, value: '80', allowedPattern: '\\d+' });
    await save(ada, { name: digits, value: '81', allowedPattern: '\\d+', expectedVersion: 1 });
    const problem = await problemIn(
      save(ada, { name: digits, value: 'x', allowedPattern: '\\d+', expectedVersion: 2 }),
    );
    expect(problem.code).toBe('invalid');
    expect((await ada.call.get({ scope: ada.scope, name: digits })).allowedPattern).toBe('\\d+');
  });

  test('olu is refused outside /staging, by AWS and in words', async () => {
    const problem = await problemIn(save(olu, { name: '/prod/app/host', value: 'x' }));
    expect(problem.code).toBe('forbidden');
    expect(problem.facts).toMatchObject({
      action: 'ssm:PutParameter',
      resource: 'arn:aws:ssm:eu-west-1:111122223333:parameter/prod/app/host',
      scope: olu.scope,
    });
    expect(problem.message).toContain('QuarterdeckOperator');
  });
});

describe('secrets', () => {
  beforeEach(async () => {
    name = `/staging/app-${count}/password`;
    await save(ada, { name, value: 'hunter2-first', type: 'SecureString' });
    await save(ada, { name, value: 'hunter2-second', type: 'SecureString', expectedVersion: 1 });
  });

  test('no answer but a reveal holds the value, in plain or sealed', async () => {
    const { scope } = ada;
    const answers = await Promise.all([
      ada.call.list({ scope }),
      ada.call.get({ scope, name }),
      ada.call.history({ scope, name }),
      ada.call.values({ scope, names: [name] }),
      save(ada, { name, value: 'x', type: 'SecureString', expectedVersion: 1 }),
    ]);
    expect(JSON.stringify(answers)).not.toContain('hunter2');
    expect(answers[1].value).toBeNull();
    expect(answers[2].items.map(({ value }) => value)).toEqual([null, null]);
    expect(answers[3]).toEqual([]);
  });

  test('a reveal answers the newest value, or that of the version asked for', async () => {
    const { scope } = ada;
    expect(await ada.call.reveal({ scope, name })).toEqual({ value: 'hunter2-second', version: 2 });
    expect(await ada.call.reveal({ scope, name, version: 1 })).toEqual({
      value: 'hunter2-first',
      version: 1,
    });
  });

  test("vic's reveal is refused: the refusal names kms:Decrypt, the key and the role", async () => {
    const problem = await problemIn(vic.call.reveal({ scope: vic.scope, name }));
    expect(problem.code).toBe('forbidden');
    expect(problem.facts.action).toBe('kms:Decrypt');
    expect(problem.facts.resource).toMatch(/^arn:aws:kms:eu-west-1:111122223333:key\//);
    expect(problem.message).toContain('QuarterdeckViewer');
  });

  test('who reads parameters without their tags still sees them', async () => {
    const detail = await olu.call.get({ scope: olu.scope, name });
    expect(detail).toMatchObject({ type: 'SecureString', version: 2, value: null });
  });
});

test('a listing goes on by its cursor to the last parameter, each once', async () => {
  const names = Array.from({ length: 60 }, (_, at) => `/staging/listed/p-${at}`);
  for (const each of names) await save(ada, { name: each, value: 'x' });
  const { scope } = ada;
  const first = await ada.call.list({ scope });
  const second = await ada.call.list({ scope, next: first.next });
  const listed = [...first.items, ...second.items].map((row) => row.name);
  expect(first.items).toHaveLength(50);
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed).toEqual(expect.arrayContaining(names));
});

test('what was gone already is named when several are deleted, and is no error', async () => {
  const gone = '/staging/never-there';
  expect(await ada.call.delete({ scope: ada.scope, names: [name, gone] })).toEqual({
    deleted: [name],
    notFound: [gone],
  });
});

test("a role that is not this person's is refused before AWS is asked", async () => {
  const problem = await problemIn(vic.call.list({ scope: ada.scope }));
  expect(problem.facts.action).toBe('sts:AssumeRoleWithWebIdentity');
});
