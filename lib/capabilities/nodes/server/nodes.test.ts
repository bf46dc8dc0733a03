import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parsePolicy } from '@/emulator/auth/iam/policy';
import { putRole, roleArn, roleByArn } from '@/emulator/auth/iam/role';
import { problemOf } from '@/lib/bff/problem-of';
import { startTestConsole, type TestConsole, type TestPerson } from '@/lib/bff/testing/start-console';
import type { ManagedNode } from '../contract';
import { nodesRouter } from './router';

const roles = { ada: 'QuarterdeckAdministrator', olu: 'QuarterdeckOperator', vic: 'QuarterdeckViewer' };
const production = '111122223333';
const staging = '444455556666';

let running: TestConsole;
beforeAll(async () => {
  running = await startTestConsole({ emulator: { seed: 'demo', nodes: 4_400 } });
}, 60_000);
afterAll(() => running.stop());

async function as(person: TestPerson, account = production) {
  const cookieId = await running.signIn(person);
  const scope = { account, region: 'eu-west-1', role: roles[person] };
  return { call: nodesRouter.createCaller(running.contextOf(cookieId)), scope };
}
type Actor = Awaited<ReturnType<typeof as>>;

async function readAll({ call, scope }: Actor) {
  const pages = [await call.list({ scope, cursor: null })];
  for (let next = pages[0]?.next ?? null; next !== null; ) {
    const page = await call.list({ scope, cursor: next });
    pages.push(page);
    next = page.next;
  }
  return pages;
}

async function problemIn(answer: Promise<unknown>) {
  const error: unknown = await answer.then(
    () => new Error('It was allowed.'),
    (reason: unknown) => reason,
  );
  return problemOf(error instanceof Error && error.cause ? error.cause : error);
}

const nodeLike = async (actor: Actor, wanted: (node: ManagedNode) => boolean): Promise<ManagedNode> => {
  const pages = await readAll(actor);
  const node = pages.flatMap(({ items }) => items).find(wanted);
  if (!node) throw new Error('The demo has no such node.');
  return node;
};

describe('listing', () => {
  test('takes a thousand nodes a page and every node once', async () => {
    const pages = await readAll(await as('vic'));
    const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(1_000);
    expect(pages).toHaveLength(Math.ceil(ids.length / 1_000));
    expect(pages.every(({ source }) => source === 'DescribeInstanceProperties')).toBe(true);
  });

  test('a cursor that is not ours is refused in words, before AWS', async () => {
    const { call, scope } = await as('vic');
    expect(await problemIn(call.list({ scope, cursor: 'made-up' }))).toMatchObject({ code: 'invalid' });
  });

  test('a role that the config does not grant is refused', async () => {
    const { call, scope } = await as('vic');
    const problem = await problemIn(call.list({ scope: { ...scope, role: roles.ada }, cursor: null }));
    expect(problem.code).toBe('forbidden');
  });

  describe('where the role may not use DescribeInstanceProperties', () => {
    const world = () => running.emulator.world;
    const arn = roleArn(staging, roles.vic);
    const allow = (actions: readonly string[]) => {
      const role = roleByArn(world(), arn);
      if (!role) throw new Error(`no role ${arn}`);
      const statement = { Effect: 'Allow', Action: [...actions], Resource: '*' };
      putRole(world(), {
        ...role,
        policies: [parsePolicy({ Version: '2012-10-17', Statement: [statement] })],
      });
      return () => putRole(world(), role);
    };
    let restore = () => {};
    afterEach(() => restore());

    test('goes on with DescribeInstanceInformation, page by page', async () => {
      restore = allow(['ssm:DescribeInstanceInformation']);
      const vic = await as('vic', staging);
      const first = await vic.call.list({ scope: vic.scope, cursor: null });
      expect(first).toMatchObject({ source: 'DescribeInstanceInformation' });
      expect(first.items).toHaveLength(50);
      const second = await vic.call.list({ scope: vic.scope, cursor: first.next });
      expect(second.source).toBe('DescribeInstanceInformation');
      const ids = new Set([...first.items, ...second.items].map(({ id }) => id));
      expect(ids.size).toBe(100);
    });

    test('names the action, the role and a statement to ask for where it may use neither', async () => {
      restore = allow(['ssm:GetParameter']);
      const vic = await as('vic', staging);
      const problem = await problemIn(vic.call.list({ scope: vic.scope, cursor: null }));
      expect(problem).toMatchObject({ code: 'forbidden', facts: { scope: { role: roles.vic } } });
      expect(problem.facts.action).toBe('ssm:DescribeInstanceInformation');
      expect(problem.facts.policy).toContain('ssm:DescribeInstanceInformation');
    });
  });
});

describe('tags', () => {
  test('of EC2 instances come from EC2, of hybrid nodes from the tagging service', async () => {
    const { call, scope } = await as('vic');
    const ec2 = await call.listTags({ scope, source: 'ec2', cursor: null });
    const hybrid = await call.listTags({ scope, source: 'tagging', cursor: null });
    expect(ec2.items.every(({ id }) => id.startsWith('i-'))).toBe(true);
    expect(hybrid.items.length).toBeGreaterThan(0);
    expect(hybrid.items.length).toBeLessThanOrEqual(100);
    expect(hybrid.items.every(({ id }) => id.startsWith('mi-'))).toBe(true);
  });

  test.each(['EC2', 'hybrid'] as const)('of a node of kind %s are set, changed and removed', async (kind) => {
    const ada = await as('ada');
    const { id } = await nodeLike(ada, (node) => node.kind === kind);
    await ada.call.editTags({ scope: ada.scope, id, set: { Owner: 'ada', Shift: 'day' }, remove: [] });
    await ada.call.editTags({ scope: ada.scope, id, set: { Shift: 'night' }, remove: ['Owner'] });
    const { tags } = await ada.call.tags({ scope: ada.scope, id });
    expect(tags).toMatchObject({ Shift: 'night' });
    expect(tags).not.toHaveProperty('Owner');
  });

  test.each([
    ['Environment', 'set'],
    ['environment', 'set'],
    ['Environment', 'remove'],
  ] as const)('that decide access are refused on the server as well: %s, %s', async (key, how) => {
    const ada = await as('ada');
    const { id } = await nodeLike(ada, ({ kind }) => kind === 'EC2');
    const before = await ada.call.tags({ scope: ada.scope, id });
    const edit = how === 'set' ? { set: { [key]: 'staging' }, remove: [] } : { set: {}, remove: [key] };
    const problem = await problemIn(ada.call.editTags({ scope: ada.scope, id, ...edit }));
    expect(problem).toMatchObject({ code: 'forbidden', facts: { field: key } });
    expect(await ada.call.tags({ scope: ada.scope, id })).toEqual(before);
  });

  test('an edit that AWS refuses names the action and the role', async () => {
    const vic = await as('vic');
    const { id } = await nodeLike(vic, ({ kind }) => kind === 'EC2');
    const problem = await problemIn(
      vic.call.editTags({ scope: vic.scope, id, set: { Owner: 'vic' }, remove: [] }),
    );
    expect(problem).toMatchObject({
      code: 'forbidden',
      facts: { action: 'ec2:CreateTags', scope: { role: roles.vic } },
    });
  });
});

describe('one node', () => {
  test('is read with its facts and where they come from', async () => {
    const vic = await as('vic');
    const listed = await nodeLike(vic, ({ pingStatus }) => pingStatus === 'Online');
    const { node, source } = await vic.call.get({ scope: vic.scope, id: listed.id });
    expect(source).toBe('DescribeInstanceProperties');
    expect(node).toMatchObject({ id: listed.id, platformType: listed.platformType });
  });

  test('that is not there is not found, in words', async () => {
    const { call, scope } = await as('vic');
    const problem = await problemIn(call.get({ scope, id: 'i-00000000000000000' }));
    expect(problem.code).toBe('not-found');
  });
});
