import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryCredential } from '../../auth/credential';
import { credentialsOf } from '../../testing/sign-in';
import { startEmulator, type TestEmulator } from '../../testing/start';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

const role = (name: string, account = '111122223333') => `arn:aws:iam::${account}:role/${name}`;
const viewer = role('QuarterdeckViewer');

const sts = (credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }) =>
  new STSClient({
    endpoint: emulator.url,
    region: 'eu-west-1',
    maxAttempts: 1,
    ...(credentials ? { credentials } : {}),
  });

const assume = (WebIdentityToken: string, RoleArn = viewer, over: Record<string, unknown> = {}) =>
  sts().send(
    new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'vic', WebIdentityToken, ...over }),
  );

test('a good token gives keys that say who they are', async () => {
  const answer = await assume(await emulator.idToken('vic'));
  expect(answer).toMatchObject({
    SubjectFromWebIdentityToken: 'vic',
    Audience: 'quarterdeck',
    SourceIdentity: 'vic',
    AssumedRoleUser: { Arn: 'arn:aws:sts::111122223333:assumed-role/QuarterdeckViewer/vic' },
  });
  expect(answer.Provider).toBe(
    `arn:aws:iam::111122223333:oidc-provider/${emulator.oidcIssuer.replace('http://', '')}`,
  );
  const lifeMs = (answer.Credentials?.Expiration?.getTime() ?? 0) - Date.now();
  expect(lifeMs).toBeGreaterThan(3_500_000);
  expect(lifeMs).toBeLessThanOrEqual(3_600_000);
  const me = await sts(await credentialsOf(emulator, 'vic')).send(new GetCallerIdentityCommand({}));
  expect(me.Arn).toBe(answer.AssumedRoleUser?.Arn);
  expect(me.UserId).toBe(answer.AssumedRoleUser?.AssumedRoleId);
});

test.each(['QuarterdeckAdministrator', 'QuarterdeckOperator'])(
  "a viewer's raw token does not open %s",
  async (name) => {
    for (const account of ['111122223333', '444455556666'])
      await expect(assume(await emulator.idToken('vic'), role(name, account))).rejects.toMatchObject({
        name: 'AccessDenied',
        message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
        $metadata: { httpStatusCode: 403 },
      });
  },
);

test('a role that does not exist is refused in the same words', async () => {
  await expect(assume(await emulator.idToken('vic'), role('Nothing'))).rejects.toMatchObject({
    name: 'AccessDenied',
    message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  });
});

test('a token without the tag that the trust policy asks for is refused', async () => {
  const bare = await emulator.idToken('vic', { 'https://aws.amazon.com/tags': undefined });
  await expect(assume(bare)).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('tags as flat claims open the same doors as nested ones, and no others', async () => {
  const flat = (role: string) =>
    emulator.idToken('vic', {
      'https://aws.amazon.com/tags': undefined,
      'https://aws.amazon.com/tags/principal_tags/Role': role,
      'https://aws.amazon.com/tags/principal_tags/Team': ['Audit'],
      'https://aws.amazon.com/tags/transitive_tag_keys': ['Role'],
    });
  const { Credentials } = await assume(await flat('viewer'));
  const kept = temporaryCredential(emulator.world, Credentials?.AccessKeyId ?? '')?.caller;
  expect(kept?.tags).toEqual(
    new Map([
      ['Role', 'viewer'],
      ['Team', 'Audit'],
    ]),
  );
  expect(kept?.transitiveTagKeys).toEqual(['Role']);
  await expect(assume(await flat('guest'))).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('an expired token is ExpiredTokenException', async () => {
  const now = Math.floor(Date.now() / 1000);
  const old = await emulator.idToken('vic', { iat: now - 60, exp: now - 1 });
  await expect(assume(old)).rejects.toMatchObject({
    name: 'ExpiredTokenException',
    $metadata: { httpStatusCode: 400 },
  });
});

test('a token for another audience is refused', async () => {
  const other = await emulator.idToken('vic', { aud: 'another-client' });
  await expect(assume(other)).rejects.toMatchObject({
    name: 'InvalidIdentityTokenException',
    message: 'Incorrect token audience',
  });
});

test('a token of an issuer that the account does not trust is refused', async () => {
  const foreign = await emulator.idToken('vic', { iss: 'https://login.example.com' });
  await expect(assume(foreign)).rejects.toMatchObject({
    name: 'InvalidIdentityTokenException',
    message: expect.stringContaining('No OpenIDConnect provider found in your account for'),
  });
});

test("a token signed by anybody else, under our key's name too, is refused", async () => {
  const { privateKey } = await generateKeyPair('RS256');
  const genuine = await emulator.idToken('ada');
  const [head = '', body = ''] = genuine.split('.');
  const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString());
  const forged = await new SignJWT(JSON.parse(Buffer.from(body, 'base64url').toString()))
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(privateKey);
  await expect(assume(forged, role('QuarterdeckAdministrator'))).rejects.toMatchObject({
    name: 'InvalidIdentityTokenException',
  });
});

test('a token without signature, a torn one and an opaque one are refused', async () => {
  const [, body = ''] = (await emulator.idToken('ada')).split('.');
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
  for (const token of [none, `x.${body}.x`, 'opaque-access-token'])
    await expect(assume(token)).rejects.toMatchObject({ name: 'InvalidIdentityTokenException' });
});

test('a lifetime past what the role allows is refused, and AWS bounds hold', async () => {
  const token = await emulator.idToken('vic');
  await expect(assume(token, viewer, { DurationSeconds: 43_200 })).rejects.toMatchObject({
    message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
  });
  await expect(assume(token, viewer, { DurationSeconds: 899 })).rejects.toMatchObject({
    name: 'ValidationError',
  });
});

test('a session name outside its pattern is refused', async () => {
  await expect(
    assume(await emulator.idToken('vic'), viewer, { RoleSessionName: 'vic@example.com/admin' }),
  ).rejects.toMatchObject({ name: 'ValidationError', message: expect.stringContaining('roleSessionName') });
});

test('EMULATOR_STS_SECONDS shortens lifetimes below the minimum of AWS', async () => {
  const brief = await startEmulator({ env: { EMULATOR_STS_SECONDS: '2' } });
  try {
    const answer = await new STSClient({ endpoint: brief.url, region: 'eu-west-1' }).send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: viewer,
        RoleSessionName: 'vic',
        WebIdentityToken: await brief.idToken('vic'),
      }),
    );
    const lifeMs = (answer.Credentials?.Expiration?.getTime() ?? 0) - Date.now();
    expect(lifeMs).toBeLessThanOrEqual(2_000);
  } finally {
    await brief.stop();
  }
});
