import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { skipsAwsCli } from '../testing/aws-cli';
import { type CliKeys, runAwsCli } from '../testing/run-aws-cli';
import { credentialsOf } from '../testing/sign-in';
import { startEmulator, type TestEmulator } from '../testing/start';
import { Clock } from '../world/clock';

describe.skipIf(skipsAwsCli)('the AWS CLI', () => {
  let laterMs = 0;
  let emulator: TestEmulator;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quarterdeck-cli-'));
    const clock = new Clock(() => Date.now() + laterMs);
    emulator = await startEmulator({ env: { EMULATOR_STS_SECONDS: '300' }, clock });
  });
  afterAll(async () => {
    await emulator.stop();
    await rm(folder, { recursive: true });
  });

  const aws = (args: readonly string[], keys: CliKeys = emulator.accessKey) =>
    runAwsCli({ endpoint: emulator.url, keys }, args);

  const json = async (args: readonly string[]) => {
    const { code, stdout, stderr } = await aws(args);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return JSON.parse(stdout);
  };

  test('names its caller', async () => {
    expect(await json(['sts', 'get-caller-identity'])).toMatchObject({ Account: '111122223333' });
  });

  test('takes the TLS endpoint with the CA of the emulator, and not without', async () => {
    const options = { endpoint: emulator.tlsUrl, keys: emulator.accessKey };
    const trusted = await runAwsCli({ ...options, caFile: emulator.caFile }, ['kms', 'list-aliases']);
    expect(trusted.stderr).toBe('');
    expect(JSON.parse(trusted.stdout).Aliases[0].AliasName).toBe('alias/aws/ssm');
    const distrusting = await runAwsCli(options, ['kms', 'list-aliases']);
    expect(distrusting.stderr).toMatch(/certificate verify failed/i);
  });

  test('hears SignatureDoesNotMatch and InvalidSignatureException for a wrong secret', async () => {
    const wrong = { ...emulator.accessKey, secretAccessKey: 'not-the-secret' };
    expect((await aws(['sts', 'get-caller-identity'], wrong)).stderr).toContain('(SignatureDoesNotMatch)');
    const ssm = await aws(['ssm', 'describe-instance-information'], wrong);
    expect(ssm.code).not.toBe(0);
    expect(ssm.stderr).toContain('(InvalidSignatureException)');
  });

  test('hears ExpiredToken when its keys have ended', async () => {
    const keys = await credentialsOf(emulator, 'vic');
    laterMs = 301_000;
    const late = [
      await aws(['sts', 'get-caller-identity'], keys),
      await aws(['ssm', 'describe-instance-information'], keys),
    ];
    laterMs = 0;
    expect(late[0]?.stderr).toContain('(ExpiredToken)');
    expect(late[1]?.stderr).toContain('(ExpiredTokenException)');
  });

  test('hears which action on which resource was denied, and why', async () => {
    const { KeyMetadata } = await json(['kms', 'create-key']);
    const plain = join(folder, 'plain');
    await writeFile(plain, 'the secret');
    const sealed = await json([
      'kms',
      'encrypt',
      '--key-id',
      KeyMetadata.KeyId,
      '--plaintext',
      `fileb://${plain}`,
    ]);
    const blob = join(folder, 'blob');
    await writeFile(blob, Buffer.from(sealed.CiphertextBlob, 'base64'));
    const opened = await json(['kms', 'decrypt', '--ciphertext-blob', `fileb://${blob}`]);
    expect(Buffer.from(opened.Plaintext, 'base64').toString()).toBe(await readFile(plain, 'utf8'));
    const denied = await aws(
      ['kms', 'decrypt', '--ciphertext-blob', `fileb://${blob}`],
      await credentialsOf(emulator, 'vic'),
    );
    expect(denied.stderr).toContain(
      `(AccessDeniedException) when calling the Decrypt operation: User: arn:aws:sts::111122223333:assumed-role/QuarterdeckViewer/vic is not authorized to perform: kms:Decrypt on resource: ${KeyMetadata.Arn} with an explicit deny in an identity-based policy`,
    );
  });

  test('takes a role with a web identity, and another one from there', async () => {
    const role = 'arn:aws:iam::111122223333:role/QuarterdeckAdministrator';
    const { Credentials, SubjectFromWebIdentityToken } = await json([
      'sts',
      'assume-role-with-web-identity',
      '--role-arn',
      role,
      '--role-session-name',
      'ada',
      '--web-identity-token',
      await emulator.idToken('ada'),
    ]);
    expect(SubjectFromWebIdentityToken).toBe('ada');
    const chained = await aws(
      [
        'sts',
        'assume-role',
        '--role-arn',
        'arn:aws:iam::444455556666:role/QuarterdeckViewer',
        '--role-session-name',
        'ada',
        '--duration-seconds',
        '900',
      ],
      {
        accessKeyId: Credentials.AccessKeyId,
        secretAccessKey: Credentials.SecretAccessKey,
        sessionToken: Credentials.SessionToken,
      },
    );
    expect(JSON.parse(chained.stdout).AssumedRoleUser.Arn).toContain('444455556666');
  });

  test('reads who did what from the event history, page by page', async () => {
    const { Events } = await json([
      'cloudtrail',
      'lookup-events',
      '--lookup-attributes',
      'AttributeKey=EventName,AttributeValue=Decrypt',
      '--page-size',
      '1',
    ]);
    expect(Events.map(({ Username }: { Username: string }) => Username)).toEqual(['vic', 'emulator']);
  });

  test('hears what the emulator does not have', async () => {
    const { stderr } = await aws([
      'ssm',
      'create-ops-item',
      '--title',
      't',
      '--source',
      's',
      '--description',
      'd',
    ]);
    expect(stderr).toContain('ssm:CreateOpsItem is not in the Quarterdeck emulator');
  });
});
