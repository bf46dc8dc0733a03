import { describe, expect, test } from 'vitest';
import { documentFacts, inOrder, loggingWords, preferencesDocument, startedBy } from './model';

describe('a session belongs to who started it', () => {
  const ada = 'ada@example.com=abcdefghijkl';
  test.each([
    [`${ada}-0123456789abcdef0`, true],
    ['bob@example.com=abcdefghijkl-0123456789abcdef0', false],
    // Somebody whose session name goes on where ada's ends.
    [`${ada}-b-0123456789abcdef0`, false],
    [`${ada}-`, false],
    [ada, false],
    [`x${ada}-0123456789abcdef0`, false],
  ])('%s: %s', (sessionId, mine) => {
    expect(startedBy(sessionId, ada)).toBe(mine);
  });
});

describe('a session document', () => {
  const document = (inputs: object) => JSON.stringify({ schemaVersion: '1.0', inputs });

  test('names the places where its sessions are kept', () => {
    const { logging } = documentFacts(
      preferencesDocument,
      document({ s3BucketName: 'audit', s3KeyPrefix: 'ssm', cloudWatchLogGroupName: '/ssm/sessions' }),
    );
    expect(loggingWords(logging)).toBe('Logged to S3 audit/ssm and CloudWatch Logs /ssm/sessions');
  });

  test('with empty settings, as AWS writes them, keeps nothing', () => {
    const facts = documentFacts(
      preferencesDocument,
      document({ s3BucketName: '', cloudWatchLogGroupName: '', kmsKeyId: '', idleSessionTimeout: '20' }),
    );
    expect(facts).toMatchObject({
      logging: { is: 'not-logged' },
      kmsKey: null,
      idleMinutes: 20,
      maxMinutes: null,
    });
  });

  test.each(['', 'not json', '[]', '{"inputs":3}'])('that reads %j is unknown, not unlogged', (content) => {
    expect(documentFacts('Custom', content).logging.is).toBe('unknown');
  });
});

test('own sessions come first, then the newest', () => {
  const row = (id: string, mine: boolean, startedAt: number) => ({ ...plainRow, id, mine, startedAt });
  const rows = [row('a', false, 3), row('b', true, 1), row('c', false, 9), row('d', true, 2)];
  expect(inOrder(rows).map(({ id }) => id)).toEqual(['d', 'b', 'c', 'a']);
});

const plainRow = {
  id: '',
  target: 'i-0123456789abcdef0',
  status: 'Connected',
  startedAt: null,
  endedAt: null,
  document: null,
  owner: null,
  ownerName: null,
  mine: false,
  reason: null,
  details: null,
  s3Url: null,
  cloudWatchUrl: null,
};
