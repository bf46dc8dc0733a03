import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestConsole, type TestConsole, type TestPerson } from '@/lib/bff/testing/start-console';
import { plainJson } from '../json-text';
import { preferencesDocument } from '../model';
import { firstDocument, firstPreferences, withInput } from '../session-preferences';
import { sessionsRouter } from './router';

let desk: TestConsole;
beforeAll(async () => {
  desk = await startTestConsole();
}, 180_000);
afterAll(() => desk.stop());

const roles = {
  ada: 'QuarterdeckAdministrator',
  olu: 'QuarterdeckOperator',
  vic: 'QuarterdeckViewer',
} as const;

/** Preferences are one per Region: tests that write them take a Region each. */
async function as(person: TestPerson, region = 'eu-west-1') {
  const cookie = await desk.signIn(person);
  return {
    scope: { account: '111122223333', region, role: roles[person] },
    sessions: sessionsRouter.createCaller(desk.contextOf(cookie)),
  };
}

const problemOf = async (call: Promise<unknown>) => {
  const error: unknown = await call.then(
    () => new Error('It was not refused.'),
    (thrown: unknown) => thrown,
  );
  return error instanceof Error ? error.cause : undefined;
};

const described = (description: string) => plainJson({ ...JSON.parse(firstDocument), description });

describe('session documents', () => {
  test('are created, listed as one’s own beside AWS’s, and read as they were written', async () => {
    const { scope, sessions } = await as('ada');
    const name = 'quarterdeck-created';
    const made = await sessions.saveDocument({ scope, name, content: firstDocument, latestVersion: null });
    expect(made).toEqual({ outcome: 'saved', version: '1' });
    const { items } = await sessions.documents({ scope });
    expect(items).toContainEqual(expect.objectContaining({ name, mayEdit: true, defaultVersion: '1' }));
    expect(items).toContainEqual(
      expect.objectContaining({ name: 'AWS-StartInteractiveCommand', owner: 'Amazon', mayEdit: false }),
    );
    const text = await sessions.documentText({ scope, name });
    expect(JSON.parse(text.content)).toEqual(JSON.parse(firstDocument));
  });

  test('that exist already are not made again: theirs is shown', async () => {
    const { scope, sessions } = await as('ada');
    const made = { scope, name: 'quarterdeck-twice', latestVersion: null };
    await sessions.saveDocument({ ...made, content: described('first') });
    const again = await sessions.saveDocument({ ...made, content: described('second') });
    expect(again).toMatchObject({ outcome: 'stopped', theirs: { version: '1' } });
    const { content } = await sessions.documentText({ scope, name: made.name });
    expect(JSON.parse(content)).toMatchObject({ description: 'first' });
  });

  test('are in force once saved, and a save from an older version is stopped with theirs', async () => {
    const { scope, sessions } = await as('ada');
    const name = 'quarterdeck-edited';
    await sessions.saveDocument({ scope, name, content: described('one'), latestVersion: null });
    const two = { scope, name, content: described('two'), latestVersion: '1' };
    expect(await sessions.saveDocument(two)).toEqual({ outcome: 'saved', version: '2' });
    expect(await sessions.documentText({ scope, name })).toMatchObject({
      version: '2',
      defaultVersion: '2',
      latestVersion: '2',
    });
    const stale = await sessions.saveDocument({ ...two, content: described('three') });
    expect(stale).toMatchObject({ outcome: 'stopped', theirs: { latestVersion: '2' } });
  });

  test('saved by two people at once are written once: the other is stopped', async () => {
    const { scope, sessions } = await as('ada');
    const name = 'quarterdeck-raced';
    await sessions.saveDocument({ scope, name, content: described('base'), latestVersion: null });
    const outcomes = await Promise.all(
      ['left', 'right'].map((side) =>
        sessions.saveDocument({ scope, name, content: described(side), latestVersion: '1' }),
      ),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['saved', 'stopped']);
  });

  test('vic may read them and is refused to write, with action, resource and role', async () => {
    const { scope, sessions } = await as('vic');
    expect((await sessions.documents({ scope })).items.length).toBeGreaterThan(0);
    const refused = await problemOf(
      sessions.saveDocument({ scope, name: 'vics-own', content: firstDocument, latestVersion: null }),
    );
    expect(refused).toMatchObject({
      code: 'forbidden',
      facts: {
        action: 'ssm:CreateDocument',
        resource: expect.stringContaining('document/vics-own'),
        message: expect.stringContaining('QuarterdeckViewer'),
      },
    });
  });

  test('a document that AWS does not take is refused with AWS’s words, and nothing is written', async () => {
    const { scope, sessions } = await as('ada');
    const broken = {
      scope,
      name: 'quarterdeck-broken',
      content: '{"schemaVersion": "1.0"}',
      latestVersion: null,
    };
    expect(await problemOf(sessions.saveDocument(broken))).toMatchObject({
      code: 'invalid',
      facts: { awsCode: 'InvalidDocumentContent' },
    });
    expect(await problemOf(sessions.documentText({ scope, name: broken.name }))).toMatchObject({
      facts: { awsCode: 'InvalidDocument' },
    });
  });
});

test('preferences that were saved are what the console then knows of new sessions', async () => {
  const { scope, sessions } = await as('ada', 'us-east-1');
  const read = await sessions.documentText({ scope, name: preferencesDocument }).catch(() => null);
  const content = withInput(
    withInput(read?.content ?? firstPreferences, 'idleSessionTimeout', '7'),
    's3BucketName',
    'quarterdeck-shell-logs',
  );
  const saved = await sessions.saveDocument({
    scope,
    name: preferencesDocument,
    content,
    latestVersion: read?.latestVersion ?? null,
  });
  expect(saved.outcome).toBe('saved');
  expect(await sessions.document({ scope })).toMatchObject({
    idleMinutes: 7,
    logging: { is: 'logged', s3: expect.stringContaining('quarterdeck-shell-logs') },
  });
});
