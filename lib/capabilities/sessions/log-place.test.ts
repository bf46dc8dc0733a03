import { expect, test } from 'vitest';
import { logPlaces, s3PlaceOf } from './log-place';
import { absentPreferences, documentFacts } from './model';

test.each([
  ['s3://logs/prod/ada-1.log', 'logs', 'prod/ada-1.log'],
  ['https://s3.eu-west-1.amazonaws.com/logs/prod/ada-1.log', 'logs', 'prod/ada-1.log'],
  ['https://logs.s3.eu-west-1.amazonaws.com/prod/ada-1.log', 'logs', 'prod/ada-1.log'],
  ['https://my.dotted.logs.s3-eu-west-1.amazonaws.com/ada-1.log', 'my.dotted.logs', 'ada-1.log'],
  ['http://127.0.0.1:4577/logs/ada%3D1.log', 'logs', 'ada=1.log'],
])('%s names its bucket and key', (url, bucket, key) => {
  expect(s3PlaceOf(url)).toEqual({ bucket, key });
});

test.each(['', 'logs', 'https://s3.amazonaws.com/', 'https://s3.amazonaws.com/only-a-bucket'])(
  '%j names no object',
  (url) => {
    expect(s3PlaceOf(url)).toBeNull();
  },
);

const preferences = (inputs: object) =>
  documentFacts('SSM-SessionManagerRunShell', JSON.stringify({ sessionType: 'Standard_Stream', inputs }));

test('without a place of its own a session’s log is looked for where the document says, under its id', () => {
  const facts = preferences({ s3BucketName: 'logs', s3KeyPrefix: 'a/b/', cloudWatchLogGroupName: '/shells' });
  expect(logPlaces({ id: 'ada-1', s3Url: null }, facts)).toEqual({
    s3: { bucket: 'logs', key: 'a/b/ada-1.log' },
    cloudWatch: { group: '/shells', stream: 'ada-1' },
  });
});

test('what AWS said of the session outweighs what the document says now', () => {
  const said = 's3://old-logs/ada-1.log';
  expect(logPlaces({ id: 'ada-1', s3Url: said }, preferences({ s3BucketName: 'logs' })).s3).toEqual({
    bucket: 'old-logs',
    key: 'ada-1.log',
  });
  expect(logPlaces({ id: 'ada-1', s3Url: said }, absentPreferences).s3?.bucket).toBe('old-logs');
  expect(logPlaces({ id: 'ada-1', s3Url: null }, absentPreferences)).toEqual({ s3: null, cloudWatch: null });
});
