import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateKeyCommand, DecryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { DescribeInstanceInformationCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putSessionDocument, shellDocumentName } from '@/emulator/services/ssm/documents/store';
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

function emulatorClient(region: string) {
  const { accessKeyId, secretAccessKey } = desk.emulator.accessKey;
  return { endpoint: desk.emulator.url, region, credentials: { accessKeyId, secretAccessKey } };
}

async function someNodes(region = 'eu-west-1') {
  const ssm = new SSMClient(emulatorClient(region));
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
  const how = await sessions.howEnded({ scope, sessionId });
  expect(how.details ?? how.by).toContain('ada');
  expect(await sessions.resume({ scope, sessionId })).toBeNull();
});

test.each([
  ['just now', 0, /so far.*15 minutes late/],
  ['an hour ago', 3_600_000, /by itself or by a limit/],
])(
  'of a session that ended %s and that CloudTrail has nothing of, it says what that means',
  async (_when, agoMs, words) => {
    const { scope, sessions } = await as('ada');
    const endedAt = Date.now() - agoMs;
    const by = await sessions.endedBy({
      scope,
      sessionId: 'ada-0123456789abcdef0',
      startedAt: endedAt - 60_000,
      endedAt,
    });
    expect(by).toEqual({ known: false, why: expect.stringMatching(words) });
  },
);

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

describe('where the session document names a KMS key', () => {
  const scope: Scope = { ...scopeOf('ada'), region: 'us-east-1' };
  const place = { account: scope.account, region: scope.region };
  let keyArn: string;
  let target: string;
  beforeAll(async () => {
    const kms = new KMSClient(emulatorClient(scope.region));
    const made = await kms.send(new CreateKeyCommand({ Description: 'sessions' }));
    keyArn = made.KeyMetadata?.Arn ?? '';
    target = (await someNodes(scope.region)).production;
  });
  const prefer = (kmsKeyId: string) =>
    putSessionDocument(desk.emulator.world, place, shellDocumentName, {
      schemaVersion: '1.0',
      sessionType: 'Standard_Stream',
      inputs: { kmsKeyId },
    });
  const started = async () => {
    prefer(keyArn);
    const { sessions } = await as('ada');
    return { sessions, session: await sessions.start({ scope, target }) };
  };
  const ask = { keyId: '', challenge: null };

  test('its data key is made under that key, for that session and node, and never logged', async () => {
    const { sessions, session } = await started();
    expect(session.document.kmsKey).toBe(keyArn);
    const { sessionId } = session;
    const challenge = 'c29tZSBjaGFsbGVuZ2U=';
    const key = await sessions.dataKey({ scope, sessionId, keyId: keyArn, challenge });
    const opened = await new KMSClient(emulatorClient(scope.region)).send(
      new DecryptCommand({
        CiphertextBlob: Buffer.from(key.ciphertext, 'base64'),
        EncryptionContext: {
          'aws:ssm:SessionId': sessionId,
          'aws:ssm:TargetId': target,
          'aws:ssm:RandomChallenge': challenge,
        },
      }),
    );
    const plaintext = Buffer.from(opened.Plaintext ?? []);
    expect([opened.KeyId, plaintext.length, plaintext.toString('base64')]).toEqual([
      keyArn,
      64,
      key.plaintext,
    ]);
    expect(desk.logLines.join('\n')).not.toContain(key.plaintext);
  });

  test('a node that asks for another key gets none', async () => {
    const { sessions, session } = await started();
    const keyId = keyArn.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect(
      await refusal(sessions.dataKey({ ...ask, scope, sessionId: session.sessionId, keyId })),
    ).toMatchObject({ code: 'conflict', facts: { message: expect.stringContaining(keyArn) } });
  });

  test('a node that asks though the document names no key gets none', async () => {
    const { sessions, session } = await started();
    prefer('');
    expect(
      await refusal(sessions.dataKey({ ...ask, scope, sessionId: session.sessionId, keyId: keyArn })),
    ).toMatchObject({ code: 'conflict', facts: { message: expect.stringContaining('names no KMS key') } });
  });

  test('nobody gets the key of another person’s session, and a role without the right is told which', async () => {
    const { session } = await started();
    const olu = await as('olu');
    const foreign = {
      ...ask,
      keyId: keyArn,
      sessionId: session.sessionId,
      scope: { ...olu.scope, region: scope.region },
    };
    expect(await refusal(olu.sessions.dataKey(foreign))).toMatchObject({ code: 'forbidden' });
    const { sessions } = await as('ada');
    const asViewer = { ...foreign, scope: { ...scope, role: roles.vic } };
    expect(await refusal(sessions.dataKey(asViewer))).toMatchObject({
      code: 'forbidden',
      facts: { action: 'kms:GenerateDataKey', resource: keyArn },
    });
  });
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
