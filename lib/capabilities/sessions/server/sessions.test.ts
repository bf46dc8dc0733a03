import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeInstanceInformationCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestConsole, type TestConsole, type TestPerson } from '@/lib/bff/testing/start-console';
import type { Scope } from '@/lib/kernel/scope';
import { sessionsRouter } from './router';

let desk: TestConsole;
let nodes: { production: string; staging: string; windows: string };
beforeAll(async () => {
  desk = await startTestConsole({ emulator: { agent: true } });
  nodes = await someNodes();
}, 180_000);
afterAll(() => desk.stop());

const roles = {
  ada: 'QuarterdeckAdministrator',
  olu: 'QuarterdeckOperator',
  vic: 'QuarterdeckViewer',
} as const;
const scopeOf = (person: TestPerson): Scope => ({
  account: '111122223333',
  region: 'eu-west-1',
  role: roles[person],
});

async function as(person: TestPerson, where = desk) {
  const cookie = await where.signIn(person);
  return { scope: scopeOf(person), sessions: sessionsRouter.createCaller(where.contextOf(cookie)) };
}

async function someNodes() {
  const { accessKeyId, secretAccessKey } = desk.emulator.accessKey;
  const ssm = new SSMClient({
    endpoint: desk.emulator.url,
    region: 'eu-west-1',
    credentials: { accessKeyId, secretAccessKey },
  });
  // AWS takes a tag filter only alone, so the platform is looked at here.
  const first = async (platform: string, filter: Record<string, string>) => {
    const { InstanceInformationList = [] } = await ssm.send(
      new DescribeInstanceInformationCommand({
        Filters: Object.entries(filter).map(([Key, value]) => ({ Key, Values: [value] })),
      }),
    );
    const fits = InstanceInformationList.find(
      ({ PingStatus, PlatformType }) => PingStatus === 'Online' && PlatformType === platform,
    );
    return fits?.InstanceId ?? '';
  };
  const production = await first('Linux', { 'tag:Environment': 'production' });
  const staging = await first('Linux', { 'tag:Environment': 'staging' });
  return { production, staging, windows: await first('Windows', { PlatformTypes: 'Windows' }) };
}

/** The refusal itself, as the BFF tells the page. */
const refusal = async (call: Promise<unknown>) => {
  const error: unknown = await call.then(
    () => new Error('It was not refused.'),
    (thrown: unknown) => thrown,
  );
  return error instanceof Error ? error.cause : undefined;
};

test('a started session is listed live as one’s own, with its reason, and as somebody else’s for others', async () => {
  const ada = await as('ada');
  const olu = await as('olu');
  const { scope } = ada;
  const started = await ada.sessions.start({ scope, target: nodes.staging, reason: 'disk is full' });
  expect(started).toMatchObject({
    streamUrl: expect.stringMatching(/^ws/),
    document: { logging: { is: 'not-logged' } },
  });
  const mine = await ada.sessions.list({ scope, state: 'Active', target: nodes.staging });
  expect(mine.items).toMatchObject([{ id: started.sessionId, mine: true, reason: 'disk is full' }]);
  const seen = await olu.sessions.list({ scope: olu.scope, state: 'Active', target: nodes.staging });
  expect(seen.items).toMatchObject([{ id: started.sessionId, mine: false, ownerName: 'ada@example.com' }]);
  await ada.sessions.terminate({ scope, sessionId: started.sessionId });
});

test('nobody resumes another person’s session, and olu does not terminate one', async () => {
  const ada = await as('ada');
  const olu = await as('olu');
  const { sessionId } = await ada.sessions.start({ scope: ada.scope, target: nodes.staging });
  expect(await refusal(olu.sessions.resume({ scope: olu.scope, sessionId }))).toMatchObject({
    code: 'forbidden',
    facts: { action: 'ssm:ResumeSession' },
  });
  expect(await refusal(olu.sessions.terminate({ scope: olu.scope, sessionId }))).toMatchObject({
    code: 'forbidden',
    facts: { action: 'ssm:TerminateSession' },
  });
  const own = await olu.sessions.start({ scope: olu.scope, target: nodes.staging });
  expect(await refusal(ada.sessions.resume({ scope: ada.scope, sessionId: own.sessionId }))).toMatchObject({
    code: 'forbidden',
  });
  await ada.sessions.terminate({ scope: ada.scope, sessionId });
  await olu.sessions.terminate({ scope: olu.scope, sessionId: own.sessionId });
});

test('a session that was terminated says by whom, and gives no more tokens', async () => {
  const { scope, sessions } = await as('ada');
  const { sessionId } = await sessions.start({ scope, target: nodes.production });
  await sessions.terminate({ scope, sessionId });
  const { items } = await sessions.list({ scope, state: 'History', target: nodes.production });
  const row = items.find(({ id }) => id === sessionId);
  expect(row).toMatchObject({ status: 'Terminated', mine: true });
  const by = await sessions.endedBy({
    scope,
    sessionId,
    startedAt: row?.startedAt ?? 0,
    endedAt: row?.endedAt ?? 0,
  });
  expect(by).toMatchObject({ known: true, who: 'ada@example.com' });
  expect(await sessions.resume({ scope, sessionId })).toBeNull();
});

test.each([['vic'], ['olu']] as const)('%s is refused a production node by IAM', async (person) => {
  const { scope, sessions } = await as(person);
  expect(await refusal(sessions.start({ scope, target: nodes.production }))).toMatchObject({
    code: 'forbidden',
    facts: { action: 'ssm:StartSession', scope },
  });
});

test('a node without a shell says so', async () => {
  const { scope, sessions } = await as('ada');
  expect(await refusal(sessions.start({ scope, target: nodes.windows }))).toMatchObject({
    facts: { awsCode: 'TargetNotConnected' },
  });
});

test('no token and no stream address is ever logged', async () => {
  const { scope, sessions } = await as('ada');
  const { sessionId, token, streamUrl } = await sessions.start({ scope, target: nodes.staging });
  const logged = desk.logLines.join('\n');
  expect(logged).not.toContain(token);
  expect(logged).not.toContain(streamUrl);
  await sessions.terminate({ scope, sessionId });
});

describe('an account that refuses unlogged sessions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-config-'));
  let strict: TestConsole;
  beforeAll(async () => {
    const file = join(folder, 'quarterdeck.config.yaml');
    const demo = readFileSync('emulator/demo/quarterdeck.config.yaml', 'utf8');
    writeFileSync(file, `${demo}\nsessions:\n  refuseUnloggedSessions: true\n`);
    strict = await startTestConsole({ env: { QUARTERDECK_CONFIG: file } });
  }, 180_000);
  afterAll(async () => {
    await strict.stop();
    rmSync(folder, { recursive: true });
  });

  test('starts none that would be kept nowhere, and asks AWS for none', async () => {
    const { scope, sessions } = await as('ada', strict);
    expect(await refusal(sessions.start({ scope, target: nodes.staging }))).toMatchObject({
      code: 'forbidden',
      facts: { message: expect.stringContaining('must be logged') },
    });
    const { items } = await sessions.list({ scope, state: 'Active' });
    expect(items).toEqual([]);
  });
});
